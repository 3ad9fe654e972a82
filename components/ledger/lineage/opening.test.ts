import { expect, it } from 'vitest'
import { openingZoom, scrollTo, smallestReadable } from './opening.ts'

it.each([
  ['one that fits is drawn as large as it is', 1_000, 600, 1],
  ['one a little too wide is drawn smaller', 900, 1_000, 0.9],
  ['one far too wide stays readable', 300, 3_000, smallestReadable],
])('%s', (_, place, wide, zoom) => expect(openingZoom(place, wide)).toBe(zoom))

it('puts a point in the middle, or as near as the picture reaches', () => {
  expect([scrollTo(1_000, 0.5, 300), scrollTo(10, 1, 300)]).toEqual([350, 0])
})
