import { describe, expect, it } from 'vitest'
import type { EntryView } from '../read.ts'
import { report } from './report.ts'

const hostile = `"><script>alert('x')</script>`
const view: EntryView = {
  entryId: '01936f0c-7a5b-7c4e-9b1d-2f3a4b5c6d7e',
  kind: 'intent',
  grade: 'anchored',
  place: { shard: '2026q4', index: 7 },
  header: {
    entryId: '01936f0c-7a5b-7c4e-9b1d-2f3a4b5c6d7e',
    tenant: 'default',
    runId: null,
    changeId: hostile,
    occurredAt: '2026-01-01T00:00:00.000Z',
    clockOffsetMs: 0,
    actor: { kind: 'person', ref: hostile },
    riskTier: 'high',
    practice: true,
    scripted: false,
    materials: [],
  },
  predicateType: 'x',
  predicate: { rules: [hostile] },
  subjects: [],
  leafSha256: 'ab'.repeat(32),
  keyIds: [],
  writtenAt: '2026-01-01T00:00:00.000Z',
  position: 1,
}
const anchor = {
  kind: 'git' as const,
  place: hostile,
  at: view.writtenAt,
  size: 9,
  commit: 'ab'.repeat(20),
  checkpoint: 'c',
  token: null,
  consistency: [],
}
const page = report(hostile, { origin: hostile, size: 9 }, [view], [anchor])

describe('the page of a bundle', () => {
  it('runs nothing and fetches nothing, whatever an entry says', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|src=|href=|@import|url\(|\son\w+=/i)
    expect(page.match(/&#60;script&#62;/g)).toHaveLength(6)
  })
  it('says who, what, when and where it is laid down', () => {
    for (const words of ['person ', 'practice', 'high', 'accepted in Git', '2026-01-01T00:00:00.000Z', '<td>7</td>'])
      expect(page).toContain(words)
  })
  it('says so when no remote has accepted a head', () =>
    expect(report('c', { origin: 'o', size: 1 }, [view], [])).toContain('No Git remote has accepted'))
})
