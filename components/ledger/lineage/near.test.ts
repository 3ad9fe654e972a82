import { describe, expect, it } from 'vitest'
import type { LineageEntry, LineageView } from '#server/loop/ledger/browse/vocabulary.ts'
import { focusOf, near } from './near.ts'

const entry = (entryId: string, kind = 'check', seal = 'sealed') => ({ entryId, kind, seal }) as LineageEntry
const link = (from: string, to: string) => ({ from, to, through: { name: from, sha256: `${from}${to}` } })
/** a → b → c → d → e; a also to c, and f beside them all. */
const chain: LineageView = {
  changeId: 'change',
  entries: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => entry(id)),
  links: [link('a', 'b'), link('b', 'c'), link('a', 'c'), link('c', 'd'), link('d', 'e')],
}
const ids = ({ entries }: LineageView) => entries.map(({ entryId }) => entryId).join('')

describe('near an entry', () => {
  it.each([
    ['c', 0, 'c'],
    ['c', 1, 'bcd'],
    ['c', 2, 'abcde'],
    ['a', 1, 'ab'],
    ['f', 3, 'f'],
  ])('%s, %i steps along the arrows lead to %s', (focus, steps, reached) => {
    expect(ids(near(chain, focus, steps))).toBe(reached)
  })

  it('joins are those of what is there', () => {
    expect(near(chain, 'c', 1).links).toEqual([link('b', 'c'), link('c', 'd')])
  })

  it('a broken seal is never too far away', () => {
    const entries = chain.entries.map((each) => (each.entryId === 'f' ? entry('f', 'check', 'broken') : each))
    expect(ids(near({ ...chain, entries }, 'a', 1))).toBe('abf')
  })
})

describe('a drawing begins', () => {
  const entries = [entry('i', 'intent'), entry('e1', 'evidence'), entry('e2', 'evidence'), entry('z', 'merge')]
  it.each([
    ['i', 'i'],
    [null, 'e2'],
    ['elsewhere', 'e2'],
  ])('asked for %s, at %s', (asked, at) => expect(focusOf(entries, asked)?.entryId).toBe(at))

  it('at the newest where no evidence was bound, and nowhere where nothing is', () => {
    expect(focusOf([entry('a'), entry('b')], null)?.entryId).toBe('b')
    expect(focusOf([], null)).toBeUndefined()
  })
})
