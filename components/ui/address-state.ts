/** A word of the page's address as it is at this moment, whatever was rendered last. */
export function addressWord(name: string): string | null {
  return new URLSearchParams(window.location.search).get(name)
}

/**
 * Writes one word of the page's address, and asks the server for nothing; null takes it away. `useSearchParams` follows.
 * With `push` the way back leads to the address before.
 */
export function setAddressWord(name: string, value: string | null, how: 'push' | 'replace' = 'replace'): void {
  const address = new URL(window.location.href)
  if (value === null) address.searchParams.delete(name)
  else address.searchParams.set(name, value)
  if (how === 'push') window.history.pushState(null, '', address)
  else window.history.replaceState(null, '', address)
}
