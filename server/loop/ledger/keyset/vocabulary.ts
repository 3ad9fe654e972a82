/** Where a key stands in its life. Browser-safe. */
export type KeyStanding = 'waits' | 'signs' | 'ending' | 'ended'

/** @param now business time, ISO 8601 */
export function standingOf({ since, until }: { since: string | null; until: string | null }, now: string): KeyStanding {
  if (since === null) return 'waits'
  if (until === null) return 'signs'
  return now < until ? 'ending' : 'ended'
}
