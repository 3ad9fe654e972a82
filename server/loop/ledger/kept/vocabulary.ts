/** What is kept of a model call beside its entry. Browser-safe. */
export const keptParts = ['request', 'response'] as const
export type KeptPart = (typeof keptParts)[number]

/** The very bytes whose sha256 the entry names as `requestSha256` and `responseSha256`. */
export interface Exchange {
  /** Whose intent it was for: the words are theirs. */
  subject: string
  request: Uint8Array
  response: Uint8Array | null
}

/** Why the words of a call are not here. `neverKept`: the call was made before words were kept, or brought none back. */
export type Absence = 'expired' | 'erased' | 'neverKept'

export interface KeptText {
  part: KeptPart
  /** Null when they are not here. */
  text: string | null
  absent: Absence | null
  /** True when the words have the digest that the signed entry names. */
  matches: boolean
  /** Business time; null when they were never kept. */
  keptUntil: string | null
  /** Business time of the erasure; null unless erased. */
  erasedAt: string | null
}

export const placeOf = (entryId: string, part: KeptPart) => `${entryId}/kept/${part}`
