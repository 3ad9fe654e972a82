import { describe, expect, it } from 'vitest'
import type { Change } from '#server/loop/change/index.ts'
import type { EntryView } from '#server/loop/ledger/index.ts'
import { commit, sha } from '#server/testing/instance.ts'
import { sourceLevelEntry } from './source-level.ts'

const head = commit('head')
const evidence = sha('evidence')
const change = { id: 'chg_1', service: 'harbour', tier: 'high', headCommit: head, evidenceDigest: evidence } as Change
const now = new Date('2026-11-25T12:00:00Z')

const entry = (kind: EntryView['kind'], predicate: object, about = head, actor = 'prs_1') =>
  ({
    ...{
      kind,
      predicate,
      leafSha256: sha(`${kind} ${actor}`),
      subjects: [{ name: 'c', sha256: sha(about), gitCommit: about }],
    },
    header: { actor: { kind: actor.startsWith('prs') ? 'person' : 'system', ref: actor } },
  }) as unknown as EntryView
const passed = entry('check', { result: 'PASSED', dominion_check: { name: 'tests' } })
const allowed = entry('verification', {})
const approved = (actor: string, evidenceSha256 = evidence) =>
  entry('approval', { decision: 'approved', purpose: 'release', evidenceSha256 }, '', actor)

const levels = (...entries: EntryView[]) => {
  const { predicate, materials } = sourceLevelEntry(change, entries, now)
  return { levels: (predicate as { verifiedLevels: string[] }).verifiedLevels, materials: materials.length }
}

describe('the level of a merged revision', () => {
  it('is the first, whatever else was shown', () =>
    expect(levels()).toEqual({ levels: ['SLSA_SOURCE_LEVEL_1'], materials: 0 }))

  it('stands beside what was shown of exactly this commit, with the entries that show it', () => {
    expect(levels(passed, allowed, approved('prs_1'))).toEqual({
      levels: ['SLSA_SOURCE_LEVEL_1', 'ORG_SOURCE_POLICY_ALLOWED', 'ORG_SOURCE_TESTED', 'ORG_SOURCE_REVIEWED'],
      materials: 3,
    })
  })

  it('counts people, not signatures', () => {
    const two = ['SLSA_SOURCE_LEVEL_1', 'ORG_SOURCE_REVIEWED', 'ORG_SOURCE_TWO_PERSON_REVIEWED']
    expect(levels(approved('prs_1'), approved('prs_2')).levels).toEqual(two)
    expect(levels(approved('prs_1'), approved('prs_1')).levels).not.toContain(two[2])
  })

  it.each([
    ['another commit’s tests', entry('check', passed.predicate, commit('other'))],
    ['a failed test', entry('check', { result: 'FAILED', dominion_check: { name: 'tests' } })],
    ['another tool', entry('check', { result: 'PASSED', dominion_check: { name: 'lint' } })],
    ['another commit’s verdict', entry('verification', {}, commit('other'))],
    ['a yes to other evidence', approved('prs_1', sha('other'))],
    ['a yes of the policy itself', approved('system:policy')],
  ])('takes nothing from %s', (_, other) => expect(levels(other).levels).toEqual(['SLSA_SOURCE_LEVEL_1']))

  it('is about the commit by Git’s own id', () => {
    expect(sourceLevelEntry(change, [], now).subjects).toEqual([
      { name: `commit:${head}`, sha256: sha(head), gitCommit: head },
    ])
  })
})
