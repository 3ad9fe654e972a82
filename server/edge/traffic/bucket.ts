import { createHash, hash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** Cookies that name a person, in the order they are looked for. */
const sessionCookies = ['__Host-session', 'session', 'sid']

/** Who a request comes from: credentials, else session cookie, else address. Only ever used hashed. */
export function principalOf(headers: IncomingHttpHeaders, address: string | undefined): string {
  const who = headers.authorization ?? sessionOf(headers.cookie) ?? address ?? ''
  return hash('sha256', who, 'base64')
}

/**
 * The principal's place among 10,000 in one rollout. A canary of weight w takes buckets below w, so whoever is in at 1 %
 * stays in at 5 %, and another rollout draws other people first.
 */
export function bucketOf(principal: string, salt: string): number {
  return createHash('sha256').update(salt).update('\0').update(principal).digest().readUInt32BE(0) % 10_000
}

function sessionOf(cookie: string | undefined): string | null {
  if (cookie === undefined) return null
  const pairs = cookie.split(';').map((pair) => pair.trim())
  for (const name of sessionCookies) {
    const found = pairs.find((pair) => pair.startsWith(`${name}=`))
    if (found !== undefined) return found
  }
  return null
}
