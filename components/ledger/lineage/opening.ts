/** The smallest zoom: letters of 13 pixels are drawn with 11, which can still be read. */
export const smallestReadable = 11 / 13

/** The zoom that a picture opens with: as much of its width as can be read at once, and never larger than it is. */
export function openingZoom(place: number, wide: number): number {
  return Math.min(1, Math.max(smallestReadable, place / wide))
}

/** Between the edge of the place and what stands next to it: as between two boxes, or where that is too much, less. */
const gaps = [12, 4] as const

/** What is wanted in the middle stays in sight when the edge moves by less. */
const near = 60

/** The scroll position nearest to the wanted at which the edge cuts no box; the wanted one where there is none near. */
export function uncut(wanted: number, boxes: Iterable<{ y: number; height: number }>, zoom: number): number {
  const spans = [...boxes].map(({ y, height }) => ({ top: y * zoom, end: (y + height) * zoom }))
  const away = (edge: number) => Math.abs(edge - wanted)
  const good = (edge: number) => away(edge) < near && !spans.some(({ top, end }) => top < edge && edge < end)
  if (good(wanted)) return wanted
  const edges = gaps.map((gap) => spans.map(({ top }) => Math.max(0, top - gap)).filter(good))
  return edges.flatMap((found) => found.toSorted((one, other) => away(one) - away(other)))[0] ?? wanted
}

/** How far to scroll so that a point stands in the middle of its place. The browser keeps it within the picture. */
export function scrollTo(point: number, zoom: number, place: number): number {
  return Math.max(0, point * zoom - place / 2)
}
