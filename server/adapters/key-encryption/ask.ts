import { setTimeout as pause } from 'node:timers/promises'

/** One request to a key management service, made anew for each try: a signature or a token may have aged meanwhile. */
export interface Request {
  url: string
  headers: Record<string, string>
  body: string
}

/** What an answer that is no success means. `code` is the vendor's own word for it, when it has the form of one. */
export interface Refusal {
  status: number
  code: string
}

export interface Service {
  /** Named in errors. */
  name: string
  request(renewed: boolean): Promise<Request>
  /** The vendor's word for a failure, from the parsed answer. Nothing else of an answer is ever shown: it may echo a secret. */
  codeOf(answer: unknown): string | null
  /** Codes that say "later". 429 and 5xx always do. */
  later?: readonly string[]
  /** Codes or statuses after which one try is made with renewed credentials. */
  renewAfter?: readonly (string | number)[]
}

/** How long and how often a service is asked; after that the caller hears which service did not answer. */
export interface Patience {
  eachMs: number
  tries: number
  firstPauseMs: number
  longestPauseMs: number
}

export const patience: Patience = { eachMs: 5_000, tries: 4, firstPauseMs: 100, longestPauseMs: 5_000 }

/** The service did not do it; nothing of the secret or the credentials is in the message. */
export class KeyKeeperFailed extends Error {
  override readonly name = 'KeyKeeperFailed'
}

const codeForm = /^[A-Za-z_][A-Za-z0-9_]{0,79}$/

/**
 * Asks until it answers or patience ends. @returns the parsed answer
 * @throws KeyKeeperFailed
 */
export async function ask(service: Service, { eachMs, tries, ...pauses }: Patience = patience): Promise<unknown> {
  let why = 'it was not asked'
  let renewed = false
  for (let attempt = 1; attempt <= tries; attempt++) {
    const heard = await once(service, eachMs, renewed)
    if ('answer' in heard) return heard.answer
    why = heard.why
    if (heard.renew && !renewed) renewed = true
    else if (!heard.later) throw new KeyKeeperFailed(`${service.name} refused: ${why}`)
    else if (attempt < tries) await pause(waitMs(attempt, heard.afterMs, pauses))
  }
  throw new KeyKeeperFailed(`${service.name} did not answer after ${tries} tries: ${why}`)
}

type Heard = { answer: unknown } | { why: string; later: boolean; renew: boolean; afterMs?: number }

async function once(service: Service, eachMs: number, renewed: boolean): Promise<Heard> {
  const { url, ...rest } = await service.request(renewed)
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(eachMs),
      ...rest,
    })
    const answer = parsed(await response.text())
    if (response.ok) return answer === undefined ? unreadable : { answer }
    return refused(service, response, answer)
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    return { why: timedOut ? `silent for ${eachMs} ms` : 'it cannot be reached', later: true, renew: false }
  }
}

const unreadable: Heard = { why: 'its answer cannot be read', later: true, renew: false }

function refused({ codeOf, later = [], renewAfter = [] }: Service, response: Response, answer: unknown): Heard {
  const { status } = response
  const said = codeOf(answer) ?? ''
  const code = codeForm.test(said) ? said : ''
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return {
    why: [`status ${status}`, code].filter(Boolean).join(', '),
    later: status === 429 || status >= 500 || later.includes(code),
    renew: renewAfter.includes(code) || renewAfter.includes(status),
    ...(seconds >= 0 ? { afterMs: seconds * 1000 } : {}),
  }
}

function waitMs(
  attempt: number,
  asked: number | undefined,
  { firstPauseMs, longestPauseMs }: Omit<Patience, 'eachMs' | 'tries'>,
) {
  const own = firstPauseMs * 2 ** (attempt - 1) * (0.5 + Math.random())
  return Math.min(Math.max(own, asked ?? 0), longestPauseMs)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A field of an answer by its path; null when it is not there or no text. */
export function textAt(answer: unknown, ...path: string[]): string | null {
  const found = path.reduce<unknown>((at, name) => Object(at)[name], answer)
  return typeof found === 'string' ? found : null
}

/** @throws KeyKeeperFailed when the service left it out. */
export function required(name: string, text: string | null): string {
  if (text === null || text === '') throw new KeyKeeperFailed(`${name} answered without what was asked for`)
  return text
}

export const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes as Uint8Array).toString('base64')
