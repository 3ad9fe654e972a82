const minutes = (count: number) => count * 60_000
const hours = (count: number) => minutes(count * 60)
const days = (count: number) => hours(count * 24)

/** How long a session lasts without being renewed, in real time. When it elapses the person signs in again. */
export const sessionLifetimeMs = { browser: hours(12), cli: days(30) } as const
export type SessionKind = keyof typeof sessionLifetimeMs

/** A session in use is prolonged at most this often, so that reading a page is not a write. */
export const sessionRenewalMs = minutes(5)

/** A one-time code that nobody used is worth nothing after this; the next start makes another. */
export const codeLifetimeMs = days(2)

/** Wrong answers to one sign-in name, and to codes, within the window; then every answer is refused until it has passed. */
export const signInAttempts = { limit: 10, windowMs: minutes(5) } as const

/** scrypt's cost (RFC 7914 §2): 32 MiB and some 60 ms a guess. */
export const scryptCost = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const

/** Tokens that work a person may have, the longest they last, and how exactly their last use is kept. */
export const apiTokens = { each: 20, days: 365, noteUseEveryMs: minutes(5) } as const
