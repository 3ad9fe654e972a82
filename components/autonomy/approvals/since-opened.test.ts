import { describe, expect, it } from 'vitest'
import type { RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'
import { movedParts, sinceOpened, successorOf } from './since-opened.ts'

const slot = (role: string, state = 'waiting', personId: string | null = null) => ({
  role,
  state,
  personId,
  decidedAt: null,
  mayDecide: { allowed: true } as const,
})

const opened: RequestView = {
  id: 'apr_1',
  changeId: 'chg_1',
  title: 'Count berths',
  service: 'harbour',
  purpose: 'release',
  tier: 'high',
  state: 'open',
  digest: 'a'.repeat(64),
  dueAt: new Date(0),
  requesterId: 'prs_1',
  slots: [slot('manager'), slot('security', 'signed', 'prs_2')],
}

describe('since a request was opened', () => {
  it('nothing happened while it stays as it was, whoever had signed before', () => {
    expect(sinceOpened(opened, { ...opened, slots: [slot('manager'), slot('security', 'signed', 'prs_2')] })).toEqual(
      [],
    )
  })

  it('someone signed', () => {
    const signed = slot('manager', 'signed', 'prs_3')
    const now = { ...opened, state: 'complete', slots: [signed, slot('security', 'signed', 'prs_2')] }
    expect(sinceOpened(opened, now)).toEqual([
      { kind: 'decided', slot: signed },
      { kind: 'closed', state: 'complete' },
    ])
  })

  it('what it was about moved', () => {
    expect(sinceOpened(opened, { ...opened, state: 'lapsed' })).toEqual([{ kind: 'closed', state: 'lapsed' }])
    expect(sinceOpened(opened, { ...opened, digest: 'b' })).toEqual([
      { kind: 'moved', before: opened.digest, now: 'b' },
    ])
  })
})

describe('what took its place', () => {
  const ask = (id: string, state: string, purpose = 'release') => ({ id, state, purpose })

  it('is the open question of the same purpose', () => {
    const all = [ask('apr_1', 'lapsed'), ask('apr_2', 'lapsed'), ask('apr_3', 'open'), ask('apr_4', 'open', 'gate')]
    expect(successorOf(ask('apr_1', 'lapsed'), all)?.id).toBe('apr_3')
  })

  it('is nothing for a question that did not lapse, or when none is open', () => {
    expect(successorOf(ask('apr_1', 'open'), [ask('apr_3', 'open')])).toBeNull()
    expect(successorOf(ask('apr_1', 'lapsed'), [ask('apr_1', 'lapsed')])).toBeNull()
  })
})

it('names the commit and the artifact that moved, and leaves out what did not', () => {
  const before = [
    { name: 'artifact', sha256: 'one' },
    { name: 'head:c1', sha256: 'x' },
    { name: 'base:b1', sha256: 'y' },
  ]
  const now = [
    { name: 'head:c2', sha256: 'z' },
    { name: 'base:b1', sha256: 'y' },
    { name: 'sbom', sha256: 'new' },
  ]
  expect(movedParts(before, now)).toEqual([
    { part: 'artifact', before: 'one', now: null },
    { part: 'head', before: 'c1', now: 'c2' },
    { part: 'sbom', before: null, now: 'new' },
  ])
})
