import { expect, it } from 'vitest'
import { openingZoom, scrollTo, smallestReadable, uncut } from './opening.ts'

it.each([
  ['one that fits is drawn as large as it is', 1_000, 600, 1],
  ['one a little too wide is drawn smaller', 900, 1_000, 0.9],
  ['one far too wide stays readable', 300, 3_000, smallestReadable],
])('%s', (_, place, wide, zoom) => expect(openingZoom(place, wide)).toBe(zoom))

it('puts a point in the middle, or as near as the picture reaches', () => {
  expect([scrollTo(1_000, 0.5, 300), scrollTo(10, 1, 300)]).toEqual([350, 0])
})

const rows = [0, 80, 160, 240].map((y) => ({ y, height: 68 }))

it.each([
  ['between two rows nothing moves', 72, 1, 72],
  ['into a row it moves to the nearest edge', 100, 1, 68],
  ['into the first it goes to the top', 10, 1, 0],
  ['where rows are close together, nearer to one', 70, 0.5, 76],
])('%s', (_, wanted, zoom, edge) => expect(uncut(wanted, rows, zoom)).toBe(edge))

it('stays where boxes are cut wherever the edge is', () => {
  expect(uncut(200, [{ y: 0, height: 400 }], 1)).toBe(200)
})
