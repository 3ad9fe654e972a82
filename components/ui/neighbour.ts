/**
 * The id one step on from another in a list, and the same one at its ends. From an id that is not there, or none, it is
 * where that one stood (`was`), so that a row that left the list under its reader is followed by the one that took its place.
 * @returns null for an empty list
 */
export function neighbour(ids: readonly string[], from: string | null, by: 1 | -1, was = 0): string | null {
  const at = from === null ? -1 : ids.indexOf(from)
  const next = at >= 0 ? at + by : by > 0 ? was : was - 1
  return ids[Math.max(0, Math.min(next, ids.length - 1))] ?? null
}
