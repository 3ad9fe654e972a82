import { expect, it } from 'vitest'
import { follow, sequenceMs } from './keyboard.ts'

const known = ['g h', 'g i', 'c', 'j']
const g = { key: 'g', at: 1_000 }

it('waits for the second key after the first of two', () =>
  expect(follow(known, null, 'g', 1_000)).toEqual({ meant: null, pending: g }))

it('makes one shortcut of two keys', () =>
  expect(follow(known, g, 'h', 1_200)).toEqual({ meant: 'g h', pending: null }))

it('forgets the first key after its time', () =>
  expect(follow(known, g, 'h', 1_001 + sequenceMs)).toEqual({ meant: null, pending: null }))

it('takes a single key at once, also after a first key that it does not follow', () => {
  expect(follow(known, null, 'j', 0).meant).toBe('j')
  expect(follow(known, g, 'c', 1_200).meant).toBe('c')
})

it('starts anew when the first key comes twice', () =>
  expect(follow(known, g, 'g', 1_200)).toEqual({ meant: null, pending: { key: 'g', at: 1_200 } }))

it('means nothing by a key that nobody asked for', () =>
  expect(follow(known, null, 'x', 0)).toEqual({ meant: null, pending: null }))
