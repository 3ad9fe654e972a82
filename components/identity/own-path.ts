const here = 'http://portal.invalid'

/** Where someone goes on to after signing in: a page of this portal, or the start for anything that could lead elsewhere. */
export function ownPath(next: string | null): string {
  if (!next?.startsWith('/') || next.length > 1_000 || !URL.canParse(next, here)) return '/'
  const { origin, pathname, search } = new URL(next, here)
  const isPage = !/^\/(?:api|account|sign-in)(?:\/|$)/.test(pathname)
  return origin === here && isPage ? pathname + search : '/'
}
