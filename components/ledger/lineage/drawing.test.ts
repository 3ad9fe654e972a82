import { describe, expect, it } from 'vitest'
import type { LineageEntry, LineageView } from '#server/loop/ledger/browse/vocabulary.ts'
import { drawingOf, drawnBoxes, shownAlike } from './drawing.ts'

const entry = (entryId: string, kind = 'check', seal = 'sealed') => ({ entryId, kind, seal }) as LineageEntry
const link = (from: string, to: string, sha256 = `${from}${to}`) => ({ from, to, through: { name: from, sha256 } })
const small: LineageView = {
  changeId: 'change',
  entries: [entry('a'), entry('b'), entry('c')],
  links: [link('a', 'c', '1'), link('a', 'c', '2'), link('b', 'c'), link('c', 'c')],
}
const ids = (list: readonly LineageEntry[]) => list.map(({ entryId }) => entryId)

describe('a drawing', () => {
  it('has one arrow for all that joins two entries', () => {
    expect(drawingOf(small).arrows.map(({ id }) => id)).toEqual(['a c', 'b c'])
  })

  it('leaves out an arrow that others imply', () => {
    const links = [link('a', 'b'), link('b', 'c'), link('a', 'c')]
    expect(drawingOf({ ...small, links }).arrows.map(({ id }) => id)).toEqual(['a b', 'b c'])
  })

  it('that cannot hold all keeps the newest, and no arrow to what is left out', () => {
    const { entries, arrows } = drawingOf(small, new Map(), 2)
    expect(ids(entries)).toEqual(['b', 'c'])
    expect(arrows.map(({ id }) => id)).toEqual(['b c'])
  })

  it('never leaves out a broken seal for what is whole', () => {
    const entries = [entry('a', 'check', 'broken'), entry('b'), entry('c')]
    expect(ids(drawingOf({ ...small, entries, links: [] }, new Map(), 2).entries)).toEqual(['a', 'c'])
  })
})

describe('entries alike', () => {
  const many = Array.from({ length: 100 }, (_, at) => `check ${at}`)
  const wide: LineageView = {
    changeId: 'change',
    entries: [entry('intent', 'intent'), ...many.map((id) => entry(id)), entry('evidence', 'evidence')],
    links: many.flatMap((id) => [link('intent', id), link(id, 'evidence')]),
  }

  it('fold behind the newest of them, into a box that hangs where they do', () => {
    const { entries, folds, arrows } = drawingOf(wide)
    expect(ids(entries)).toEqual(['intent', ...many.slice(-shownAlike), 'evidence'])
    expect(folds).toEqual([{ id: 'more check 0', kind: 'check', hidden: 75 }])
    expect(arrows.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['intent more check 0', 'more check 0 evidence', 'intent check 99']),
    )
    expect(arrows).toHaveLength(2 * (shownAlike + 1))
  })

  it('open a step at a time, until no box is left', () => {
    const opened = (more: number) => drawingOf(wide, new Map([['more check 0', more]]))
    expect(opened(shownAlike).folds).toMatchObject([{ hidden: 50 }])
    expect(opened(74)).toMatchObject({ folds: [] })
    expect(opened(75).entries).toHaveLength(102)
  })

  it('are not folded with one whose seal is broken', () => {
    const entries = wide.entries.map((each) =>
      each.entryId === 'check 3' ? entry('check 3', 'check', 'broken') : each,
    )
    const { entries: drawn, folds } = drawingOf({ ...wide, entries })
    expect(ids(drawn)).toContain('check 3')
    expect(folds[0]?.hidden).toBe(74)
  })

  it('and all others together never make more boxes than can be read', () => {
    const kinds = ['check', 'generation', 'policy-decision']
    const entries = Array.from({ length: 2_000 }, (_, at) => entry(`${at}`, kinds[at % 3]))
    const opened = new Map(['more 0', 'more 1', 'more 2'].map((id) => [id, 200] as const))
    for (const links of [[], entries.slice(1).map(({ entryId }, at) => link(`${at}`, entryId))]) {
      const drawing = drawingOf({ changeId: 'change', entries, links }, opened)
      expect(drawing.entries.length + drawing.folds.length).toBeLessThanOrEqual(drawnBoxes)
    }
  })
})
