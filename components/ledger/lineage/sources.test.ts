import { describe, expect, it } from 'vitest'
import type { LineageEntry, LineageView } from '#server/loop/ledger/browse/vocabulary.ts'
import { narrowed, sourcesOf } from './sources.ts'

const entry = (entryId: string, kind = 'check') => ({ entryId, kind }) as LineageEntry
const link = (from: string, to: string, sha256 = `${from}${to}`) => ({ from, to, through: { name: from, sha256 } })
const lineage: LineageView = {
  changeId: 'change',
  entries: [entry('a'), entry('b'), entry('c')],
  links: [link('a', 'c', '1'), link('a', 'c', '2'), link('b', 'c'), link('c', 'c')],
}

describe('the sources of an entry', () => {
  it('are each named once, in order, and never itself', () => {
    expect(sourcesOf(lineage)).toEqual(new Map([['c', [entry('a'), entry('b')]]]))
  })
})

describe('narrowed to a kind', () => {
  const wide: LineageView = {
    ...lineage,
    entries: [entry('i', 'intent'), entry('a'), entry('b'), entry('e', 'evidence'), entry('z', 'approval')],
    links: [link('i', 'a'), link('i', 'b'), link('a', 'e'), link('e', 'z')],
  }

  it('keeps its entries and what they hang on, and nothing beyond', () => {
    const { entries, links } = narrowed(wide, 'check')
    expect(entries.map(({ entryId }) => entryId)).toEqual(['i', 'a', 'b', 'e'])
    expect(links).toHaveLength(3)
  })

  it('that is not there is empty; to none is whole', () => {
    expect(narrowed(wide, 'merge')).toMatchObject({ entries: [], links: [] })
    expect(narrowed(wide, null)).toBe(wide)
  })
})
