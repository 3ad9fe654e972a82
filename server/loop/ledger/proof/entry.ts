import {
  type Checkpoint,
  decodeEnvelope,
  decodeStatement,
  leafHash,
  type NoteKey,
  openCheckpoint,
  parseTlogProof,
  type Statement,
  toHex,
  verifyEnvelope,
  verifyInclusion,
} from '../format/index.ts'
import { EntryHeader } from '../schemas.ts'
import { headerField } from '../vocabulary.ts'

/** What a check of one entry showed. Nothing here trusts our server or reads anything but its arguments. */
export interface VerifiedEntry {
  index: number
  head: Checkpoint
  leafSha256: string
  keyIds: readonly string[]
  statement: Statement
  /** Only the fields this version knows. */
  header: Pick<EntryHeader, 'entryId' | 'changeId' | 'occurredAt' | 'actor' | 'riskTier' | 'practice' | 'scripted'>
}

export class VerificationFailed extends Error {
  override readonly name = 'VerificationFailed'
}

/** Whose signatures count. */
export interface TrustedKeys {
  /** The tree's key. */
  checkpoint: NoteKey
  /** Raw Ed25519 public keys that sign entries, by key id. */
  entries: ReadonlyMap<string, Uint8Array>
}

/**
 * The entry was signed by a known key, and it is in the tree that the log's key signed. Runs offline, in browsers too.
 * @param envelope the leaf's exact bytes
 * @param proof tlog-proof text
 * @throws VerificationFailed
 */
export async function verifyEntry(envelope: Uint8Array, proof: string, trusted: TrustedKeys): Promise<VerifiedEntry> {
  const read = decodeEnvelope(envelope)
  const keyIds = await verifyEnvelope(read, trusted.entries)
  const statement = decodeStatement(read.payload)
  const { index, path, checkpoint } = parseTlogProof(proof)
  const head = await openCheckpoint(checkpoint, trusted.checkpoint)
  const leaf = leafHash(envelope)
  if (!verifyInclusion({ leaf, index, size: head.size, proof: path, root: head.root })) {
    throw new VerificationFailed(`it is not entry ${index} of the tree that was signed`)
  }
  return { index, head, leafSha256: toHex(leaf), keyIds, statement, header: headerOf(statement) }
}

function headerOf({ predicate }: Statement): VerifiedEntry['header'] {
  const header = predicate[headerField]
  const known = Object.fromEntries(Object.entries(Object(header)).filter(([name]) => name in EntryHeader.shape))
  const parsed = EntryHeader.safeParse(known)
  if (!parsed.success) throw new VerificationFailed('its header cannot be read')
  return parsed.data
}
