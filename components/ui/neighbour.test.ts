import { expect, it } from 'vitest'
import { neighbour } from './neighbour.ts'

const ids = ['a', 'b', 'c']

it.each<[string, readonly string[], string | null, 1 | -1, number, string | null]>([
  ['the one after', ids, 'a', 1, 0, 'b'],
  ['the one before', ids, 'c', -1, 0, 'b'],
  ['the last one, at the end', ids, 'c', 1, 0, 'c'],
  ['the first one, at the beginning', ids, 'a', -1, 0, 'a'],
  ['the first one, from nowhere', ids, null, 1, 0, 'a'],
  ['what took the place of a row that left', ids, 'gone', 1, 1, 'b'],
  ['what stood before a row that left', ids, 'gone', -1, 1, 'a'],
  ['the last one, when the last row left', ids, 'gone', 1, 3, 'c'],
  ['nothing, in an empty list', [], 'a', 1, 0, null],
])('steps to %s', (_, list, from, by, was, expected) => expect(neighbour(list, from, by, was)).toBe(expected))
