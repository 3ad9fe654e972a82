import { createHash, randomBytes } from 'node:crypto'
import { env } from '#server/platform/env.ts'
import { keepSecret } from '#server/platform/secrets.ts'

export function authSecret(): string {
  return keepSecret(env().DOMINION_DATA, 'session')
}

/** next-auth's cookies on a plain and on a secure origin. */
export const cookieNames = {
  session: ['__Secure-next-auth.session-token', 'next-auth.session-token'],
  csrf: ['__Host-next-auth.csrf-token', 'next-auth.csrf-token'],
} as const

/** A value for next-auth's CSRF cookie (`token|sha256(token secret)`), so that forms work before any script ran. */
export function newCsrfCookie(): string {
  const token = randomBytes(32).toString('hex')
  return `${token}|${createHash('sha256').update(`${token}${authSecret()}`).digest('hex')}`
}

/** The part of the cookie that a form repeats. */
export function csrfTokenOf(cookie: string): string {
  return cookie.split('|')[0] ?? ''
}
