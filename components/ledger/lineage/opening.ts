/** The smallest zoom: letters of 13 pixels are drawn with 11, which can still be read. */
export const smallestReadable = 11 / 13

/** The zoom that a picture opens with: as much of its width as can be read at once, and never larger than it is. */
export function openingZoom(place: number, wide: number): number {
  return Math.min(1, Math.max(smallestReadable, place / wide))
}

/** How far to scroll so that a point stands in the middle of its place. The browser keeps it within the picture. */
export function scrollTo(point: number, zoom: number, place: number): number {
  return Math.max(0, point * zoom - place / 2)
}
