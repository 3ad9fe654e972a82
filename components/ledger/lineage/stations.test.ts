import { expect, it } from 'vitest'
import type { LineageEntry, LineageView } from '#server/loop/ledger/browse/vocabulary.ts'
import { stationsOf } from './stations.ts'

const entry = (entryId: string, kind: string, seal = 'sealed') => ({ entryId, kind, seal }) as LineageEntry
const link = (from: string, to: string) => ({ from, to, through: { name: from, sha256: `${from}${to}` } })
const lineage: LineageView = {
  changeId: 'change',
  entries: [
    entry('i', 'intent'),
    entry('d', 'design'),
    entry('c1', 'check'),
    entry('c2', 'check', 'waiting'),
    entry('e', 'evidence', 'broken'),
  ],
  links: [link('i', 'd'), link('d', 'c1'), link('c1', 'c2'), link('c1', 'e'), link('d', 'e')],
}

it('makes one station of a kind, with what it came out of and its worst seal', () => {
  expect(stationsOf(lineage).map(({ kind, entries, from, seal }) => [kind, entries.length, from, seal])).toEqual([
    ['intent', 1, [], 'sealed'],
    ['design', 1, ['intent'], 'sealed'],
    ['check', 2, ['design'], 'waiting'],
    ['evidence', 1, ['design', 'check'], 'broken'],
  ])
})
