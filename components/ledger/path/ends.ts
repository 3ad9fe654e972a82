import { type Asked, momentOf, wordOf } from '../address.ts'

/** One end of a path: an entry by its id, or a digest. */
export type End = { entryId: string } | { sha256: string }

export interface PathAddress {
  from: string | null
  to: string | null
  asOf: string | null
}

export function pathAddress(asked: Asked): PathAddress {
  return { from: wordOf(asked, 'from'), to: wordOf(asked, 'to'), asOf: momentOf(asked) }
}

/** Null when it is neither. */
export function endOf(name: string | null): End | null {
  const digest = (name ?? '').toLowerCase().replace(/^sha256:/, '')
  if (/^[0-9a-f]{64}$/.test(digest)) return { sha256: digest }
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(digest) ? { entryId: digest } : null
}
