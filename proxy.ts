import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { cookieNames, newCsrfCookie } from '#server/identity/next-auth/secret.ts'

/** Runs before every page: a fresh nonce, so that no script or style runs that we did not send with this very page. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce)
  request.headers.set('x-nonce', nonce)
  request.headers.set('x-path', request.nextUrl.pathname)
  request.headers.set('content-security-policy', policy)
  const csrf = csrfFor(request)
  if (csrf) request.cookies.set(csrf.name, csrf.value)
  const response = NextResponse.next({ request: { headers: request.headers } })
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of Object.entries(fixedHeaders)) response.headers.set(name, value)
  if (csrf) response.cookies.set({ ...csrf, httpOnly: true, sameSite: 'lax', path: '/', secure: csrf.secure })
  return response
}

export const config = {
  matcher: [{ source: '/((?!api|_next/static|_next/image|favicon.svg).*)' }],
}

const fixedHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
} as const

const developing = process.env.NODE_ENV === 'development'

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'${developing ? " 'unsafe-eval'" : ''}`,
    developing ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The sign-in forms work without any script, so next-auth's CSRF cookie comes with their page. */
function csrfFor(request: NextRequest): { name: string; value: string; secure: boolean } | null {
  if (request.nextUrl.pathname !== '/sign-in') return null
  const secure = request.nextUrl.protocol === 'https:'
  const [secureName, plainName] = cookieNames.csrf
  const name = secure ? secureName : plainName
  return request.cookies.has(name) ? null : { name, value: newCsrfCookie(), secure }
}
