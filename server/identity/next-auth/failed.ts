const here = 'http://portal.invalid'

/**
 * What answers a form of the sign-in page: one that failed leads back to that page together with where the person wanted to
 * go, which next-auth's own way there forgets.
 * @param onward the page asked for before signing in, as the form carried it; the sign-in page decides whether it is ours
 */
export function keepOnward(answer: Response, onward: string | null): Response {
  const location = answer.headers.get('location')
  if (!location || !onward || onward === '/' || !URL.canParse(location, here)) return answer
  const { pathname, searchParams } = new URL(location, here)
  const error = searchParams.get('error')
  if (error === null || !pathname.endsWith('/error')) return answer
  const headers = new Headers(answer.headers)
  headers.set('location', `/sign-in?${new URLSearchParams({ error, next: onward })}`)
  return new Response(null, { status: 303, headers })
}
