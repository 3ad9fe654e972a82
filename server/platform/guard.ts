import { Failure } from './errors.ts'

/** What a pure guard answers: yes, or one enumerated reason that owns its sentence. */
export type Guarded<Reason extends string> = { allowed: true } | { allowed: false; reason: Reason; sentence: string }

export const allowed = { allowed: true } as const

export function refusedBy<Reason extends string>(sentences: Record<Reason, string>) {
  return (reason: Reason): Guarded<Reason> => ({ allowed: false, reason, sentence: sentences[reason] })
}

/** Turns a guard's refusal into the failure the caller sees. */
export function ensure(answer: Guarded<string>): void {
  if (!answer.allowed) throw new Failure('refused', answer.reason, answer.sentence)
}
