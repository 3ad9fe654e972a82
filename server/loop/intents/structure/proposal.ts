import * as z from 'zod/mini'
import { IntentSpec, type WorkspaceModel } from '#server/loop/intents/schemas.ts'
import type { Proposal, ValueSpan } from '#server/loop/intents/vocabulary.ts'
import { endOf, type Piece } from './piece.ts'

/** What a recogniser of one shape is given: the clause that asks, the clauses round it, and what is there already. */
export interface Ask {
  main: Piece
  rest: readonly Piece[]
  whole: Piece
  model: WorkspaceModel
}

/** What it answers: a structure and the other clauses it used, or why its shape cannot be built. Null: not its shape. */
export type Reading =
  | { spec: IntentSpec; spans: ValueSpan[]; inferred: string[]; questions: string[]; used: readonly Piece[] }
  | { refusal: string; questions?: string[] }

export type Recogniser = (ask: Ask) => Reading | null

export const span = (path: string, piece: Piece): ValueSpan => ({ path, start: piece.start, end: endOf(piece) })

export function reading(
  spec: IntentSpec,
  spans: (ValueSpan | null)[],
  more: { inferred?: string[]; questions?: string[]; used?: readonly Piece[] } = {},
): Reading {
  const { inferred = [], questions = [], used = [] } = more
  return { spec, spans: spans.filter((each) => each !== null), inferred, questions, used }
}

export const refusal = (sentence: string, ...questions: string[]): Reading => ({ refusal: sentence, questions })

export const noTemplate = (reason: string, questions: readonly string[] = []): Proposal => ({
  spec: null,
  spans: [],
  inferred: [],
  questions,
  fit: 'noTemplate',
  reason,
})

/** A structure that its own schema refuses (a name too long, too many fields) is no structure. */
export function checked(spec: IntentSpec): string | null {
  const parsed = z.safeParse(IntentSpec, spec)
  if (parsed.success) return null
  const issue = parsed.error.issues[0]
  return `${issue?.path.join('.') ?? 'It'} cannot be used: ${issue?.message ?? 'it does not fit'}.`
}
