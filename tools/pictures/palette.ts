import type { Indexed, Pixels } from './png.ts'

const largest = 256

/** Keeps the 256 colours that most pixels have; each other becomes the nearest of them. Exact for pictures with fewer. */
export function indexed({ width, height, bytes }: Pixels): Indexed {
  const counts = new Map<number, number>()
  for (let at = 0; at < bytes.length; at += 3) {
    const colour = colourAt(bytes, at)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const kept = [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, largest)
    .map(([colour]) => colour)
  const places = new Map(kept.map((colour, place) => [colour, place]))
  for (const colour of counts.keys()) if (!places.has(colour)) places.set(colour, nearest(kept, colour))
  const indexes = new Uint8Array(width * height)
  for (let at = 0; at < bytes.length; at += 3) indexes[at / 3] = places.get(colourAt(bytes, at)) ?? 0
  return { width, height, indexes, palette: Uint8Array.from(kept.flatMap(channels)) }
}

const colourAt = (bytes: Uint8Array, at: number) =>
  ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)

const channels = (colour: number): [number, number, number] => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff]

function nearest(kept: readonly number[], colour: number): number {
  const [red, green, blue] = channels(colour)
  const distances = kept.map((other) => {
    const [r, g, b] = channels(other)
    return (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2
  })
  return distances.indexOf(Math.min(...distances))
}
