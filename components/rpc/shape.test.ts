import { describe, expect, it } from 'vitest'
import { isNumber, isText, isYesOrNo, listOf, oneOf, orLeftOut, orNull, readAs, recordOf, shaped } from './shape.ts'

const isBerth = shaped({
  name: isText,
  depth: orNull(isNumber),
  note: orLeftOut(isText),
  kind: oneOf(['quay', 'buoy']),
  open: isYesOrNo,
  ships: listOf(shaped({ imo: isText })),
  tides: recordOf(isNumber),
})

const berth = { name: 'North', depth: null, kind: 'quay', open: true, ships: [{ imo: '9074729' }], tides: { high: 4 } }

describe('a shape', () => {
  it('lets through what has it, and what has more', () => {
    expect(readAs(isBerth, berth)).toBe(berth)
    expect(isBerth({ ...berth, depth: 12, note: 'dredged', since: 1_900 })).toBe(true)
  })

  it.each([
    ['a name of another kind', { name: 7 }],
    ['a number that is none', { depth: Number.NaN }],
    ['a part that is there and wrong', { note: null }],
    ['a word that is not one of them', { kind: 'pier' }],
    ['a list with one that differs', { ships: [{ imo: '9074729' }, {}] }],
    ['a list in place of names', { tides: [4] }],
  ])('refuses %s', (_, change) => expect(readAs(isBerth, { ...berth, ...change })).toBeNull())

  it.each([[null], [undefined], ['North'], [[berth]]])('refuses %j', (value) => expect(isBerth(value)).toBe(false))
})
