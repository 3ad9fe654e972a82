import * as z from 'zod/mini'
import { Failure } from '#server/platform/errors.ts'
import { fault } from './failures.ts'

/** After a form: the browser gets the page with GET, so that reloading repeats nothing. */
export function seeOther(path: string, cookie?: string): Response {
  return new Response(null, { status: 303, headers: { location: path, ...(cookie ? { 'set-cookie': cookie } : {}) } })
}

/** What a form without a script left for the page that follows it. */
export const Flash = z.object({ tone: z.enum(['good', 'bad']), text: z.string().check(z.maxLength(1_000)) })
export type Flash = z.infer<typeof Flash>

const flashName = 'flash'

/** Told once, on the next page; gone after ten seconds. */
export function withFlash(path: string, flash: Flash): Response {
  const value = encodeURIComponent(JSON.stringify(flash))
  return seeOther(path, `${flashName}=${value}; Path=${path}; Max-Age=10; HttpOnly; SameSite=Lax`)
}

/** What the last form said; null when there is none, or it cannot be read. */
export function readFlash(cookie: string | undefined): Flash | null {
  if (!cookie) return null
  try {
    return z.safeParse(Flash, JSON.parse(decodeURIComponent(cookie))).data ?? null
  } catch {
    return null
  }
}

/** Does what a form asks and says how it went, in the verb's own words when it refused. */
export async function answerForm(path: string, act: () => Promise<string>): Promise<Response> {
  try {
    return withFlash(path, { tone: 'good', text: await act() })
  } catch (error) {
    const failure = error instanceof Failure ? error : fault(error)
    return withFlash(path, { tone: 'bad', text: failure.message })
  }
}
