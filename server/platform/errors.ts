/** The few ways an act can fail. Each carries the sentence the person reads: what failed, what still works, what to do now. */
export const failureCodes = [
  'invalidInput',
  'notSignedIn',
  'forbidden',
  'notFound',
  'refused',
  'conflict',
  'halted',
  'unavailable',
] as const
export type FailureCode = (typeof failureCodes)[number]

/**
 * A failure that a person or caller can understand. `reason` is the guard's enumerated reason.
 * Anything else that is thrown is a fault of ours and its text is never shown.
 */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly code: FailureCode
  readonly reason: string
  readonly detail: Readonly<Record<string, unknown>>

  constructor(code: FailureCode, reason: string, sentence: string, detail: Record<string, unknown> = {}) {
    super(sentence)
    this.code = code
    this.reason = reason
    this.detail = detail
  }
}

export const conflict = (what: string) =>
  new Failure('conflict', 'movedFirst', `${what} was changed by someone else first. Look again, then decide.`)

export const notFound = (what: string) => new Failure('notFound', 'unknown', `There is no ${what} that you can see.`)
