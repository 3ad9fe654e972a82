/** Where to go on after signing in: an address of this portal, else its start. Another site's is never followed. */
export function ownPath(next: string | null): string {
  return next !== null && /^\/(?![/\\])[\x20-\x5B\x5D-\x7E]*$/.test(next) ? next : '/'
}
