import { describe, expect, it } from 'vitest'
import type { LineageEntry, LineageView } from '#server/loop/ledger/browse/vocabulary.ts'
import { drawingOf, sourcesOf } from './sources.ts'

const entry = (entryId: string) => ({ entryId }) as LineageEntry
const link = (from: string, to: string, sha256 = `${from}${to}`) => ({ from, to, through: { name: from, sha256 } })
const lineage: LineageView = {
  changeId: 'change',
  entries: ['a', 'b', 'c'].map(entry),
  links: [link('a', 'c', '1'), link('a', 'c', '2'), link('b', 'c'), link('c', 'c')],
}

describe('the sources of an entry', () => {
  it('are each named once, in order, and never itself', () => {
    expect(sourcesOf(lineage)).toEqual(new Map([['c', [entry('a'), entry('b')]]]))
  })
})

describe('a drawing', () => {
  it('has one arrow for all that joins two entries', () => {
    expect(drawingOf(lineage).arrows.map(({ id }) => id)).toEqual(['a c', 'b c'])
  })

  it('leaves out an arrow that others imply', () => {
    const links = [link('a', 'b'), link('b', 'c'), link('a', 'c')]
    expect(drawingOf({ ...lineage, links }).arrows.map(({ id }) => id)).toEqual(['a b', 'b c'])
  })

  it('that cannot hold all keeps the newest, and no arrow to what is left out', () => {
    const { entries, arrows } = drawingOf(lineage, 2)
    expect(entries.map(({ entryId }) => entryId)).toEqual(['b', 'c'])
    expect(arrows.map(({ id }) => id)).toEqual(['b c'])
  })
})
