import type { Context } from 'hono'
import { Problem } from './problems.ts'

/**
 * The request's JSON body, not yet checked.
 * @throws Problem 415 when it is not declared as JSON, 400 when it cannot be read as JSON.
 */
export async function jsonBody(c: Context): Promise<unknown> {
  const type = c.req.header('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new Problem(415, 'not-json', 'Send the record as application/json.')
  const text = await c.req.text()
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(400, 'malformed-json', 'The body is not valid JSON.')
  }
}

/**
 * Personal data is taken only for the purpose the person agreed to; the caller names it in `consent-purpose`.
 * A body that holds a value in none of the `personal` fields needs no consent.
 * @throws Problem 403 when the header is absent or names another purpose.
 */
export function requireConsent(c: Context, purpose: string, personal: readonly string[], body: unknown): void {
  if (typeof body !== 'object' || body === null) return
  const holdsPersonalData = Object.entries(body).some(([field, value]) => personal.includes(field) && value !== null)
  if (!holdsPersonalData || c.req.header('consent-purpose') === purpose) return
  throw new Problem(
    403,
    'consent-required',
    `This record holds personal data. Send the header consent-purpose: ${purpose}.`,
  )
}
