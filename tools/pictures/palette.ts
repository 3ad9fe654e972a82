import type { Indexed, Pixels } from './png.ts'

const largest = 256

/** Keeps 256 colours: each next one is where a picture without it would be most wrong. Exact for pictures with fewer. */
export function indexed({ width, height, bytes }: Pixels): Indexed {
  const counts = new Map<number, number>()
  for (let at = 0; at < bytes.length; at += 3) {
    const colour = colourAt(bytes, at)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const { kept, places } = chosen([...counts.keys()], [...counts.values()])
  const indexes = new Uint8Array(width * height)
  for (let at = 0; at < bytes.length; at += 3) indexes[at / 3] = places.get(colourAt(bytes, at)) ?? 0
  return { width, height, indexes, palette: Uint8Array.from(kept.flatMap(channels)) }
}

/** Colours kept, and for every colour the place of its nearest among them. */
function chosen(colours: readonly number[], counts: readonly number[]) {
  const kept: number[] = []
  const errors = colours.map(() => Number.MAX_SAFE_INTEGER)
  const nearest = colours.map(() => 0)
  for (
    let next = most(counts);
    kept.length < largest;
    next = most(errors.map((error, at) => error * (counts[at] ?? 0)))
  ) {
    const colour = colours[next]
    if (colour === undefined || errors[next] === 0) break
    colours.forEach((other, at) => {
      const error = distance(colour, other)
      if (error >= (errors[at] ?? 0)) return
      errors[at] = error
      nearest[at] = kept.length
    })
    kept.push(colour)
  }
  return { kept, places: new Map(colours.map((colour, at) => [colour, nearest[at] ?? 0])) }
}

function most(values: readonly number[]): number {
  return values.reduce((best, value, at) => (value > (values[best] ?? 0) ? at : best), 0)
}

const colourAt = (bytes: Uint8Array, at: number) =>
  ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)

const channels = (colour: number): [number, number, number] => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff]

function distance(colour: number, other: number): number {
  const [red, green, blue] = channels(colour)
  const [r, g, b] = channels(other)
  return (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2
}
