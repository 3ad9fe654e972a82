import { expect, it } from 'vitest'
import { sharing } from './sharing.ts'

const rows = () => ({
  rows: [
    { id: 'a', at: new Date(1) },
    { id: 'b', at: new Date(2) },
  ],
  more: null,
})

it('is the same thing when both say the same', () => {
  const before = rows()
  expect(sharing(before, rows())).toBe(before)
})

it('keeps the parts that did not change, and no others', () => {
  const before = rows()
  const after = sharing(before, { ...rows(), rows: [rows().rows[0], { id: 'b', at: new Date(3) }] } as typeof before)
  expect(after.rows[0]).toBe(before.rows[0])
  expect(after.rows[1]).toEqual({ id: 'b', at: new Date(3) })
})

it.each<[string, unknown, unknown]>([
  ['a part more', { a: 1 }, { a: 1, b: 2 }],
  ['a part less', { a: 1, b: 2 }, { a: 1 }],
  ['another name', { a: 1 }, { b: 1 }],
  ['a row more', [1], [1, 2]],
  ['a row less', [1, 2], [1]],
  ['another kind', { 0: 1 }, [1]],
  ['nothing any more', { a: 1 }, null],
])('says what is new: %s', (_, before, after) => expect(sharing(before, after)).toStrictEqual(after))
