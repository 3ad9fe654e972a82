import type { KeyEncryption } from '#server/ports/key-encryption.ts'
import type { Signer } from '#server/ports/signer.ts'
import type { EntryHeader } from './schemas.ts'

export type { EntryDraft } from './schemas.ts'

/** What `governed` adds to a draft: who, when, and with which keys. */
export interface AppendContext {
  signer: Signer
  /** Wraps persons' keys; entries without a person's words do without. */
  keys?: KeyEncryption
  /** `ref` is pseudonymous: an id, never a name or an address. */
  actor: EntryHeader['actor']
  /** Business time. */
  occurredAt: Date
  clockOffsetMs: number
  practice: boolean
  /** The one tenant when left out. */
  tenant?: string
}

/** Where an entry is to be found, and what its leaf hashes to (hexadecimal). */
export interface Appended {
  entryId: string
  leafSha256: string
}
