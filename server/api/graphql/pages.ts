import { Failure } from '#server/platform/errors.ts'
import { limits } from './limits.ts'

/** What a connection was asked for. */
export interface PageArguments {
  first?: number | null
  after?: string | null
  last?: number | null
  before?: string | null
}

/** @returns how many of what follows are asked for. @throws Failure `invalidInput` */
export function firstOf({ first, last, before }: PageArguments): number {
  if (last != null || before != null) throw invalid('Pages go forward only: use first and after.')
  const many = first ?? limits.firstByDefault
  if (many < 1 || many > limits.first) throw invalid(`first is between 1 and ${limits.first}.`)
  return many
}

/** For the complexity of a connection, which is asked before the arguments are judged. */
export const multiplierOf = ({ first }: PageArguments) => Math.min(Math.max(first ?? limits.firstByDefault, 1), 1_000)

/** A cursor says where the page before ended, in words that mean something to us alone. */
export const cursorOf = (...parts: readonly (string | number)[]) => Buffer.from(parts.join(' ')).toString('base64url')

/** @throws Failure `invalidInput` when it is not a cursor of this connection */
export function cursorParts(cursor: string, form: RegExp): string[] {
  const [, ...parts] = form.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (parts.length === 0) throw invalid('That cursor is not one of this list.')
  return parts
}

export function pageInfo(cursors: readonly string[], more: boolean, after: string | null | undefined) {
  return {
    hasNextPage: more,
    hasPreviousPage: after != null,
    startCursor: cursors[0] ?? null,
    endCursor: cursors.at(-1) ?? null,
  }
}

const invalid = (sentence: string) => new Failure('invalidInput', 'page', sentence)
