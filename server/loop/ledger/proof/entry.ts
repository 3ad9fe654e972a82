import {
  type Checkpoint,
  type CosignerKey,
  decodeEnvelope,
  decodeStatement,
  leafHash,
  type NoteKey,
  openCheckpoint,
  parseCheckpointText,
  parseNote,
  parseTlogProof,
  type Statement,
  toHex,
  verifyEnvelope,
  verifyInclusion,
  type WitnessPolicy,
} from '../format/index.ts'
import { EntryHeader } from '../schemas.ts'
import { headerField } from '../vocabulary.ts'

/** What a check of one entry showed. Nothing here trusts our server or reads anything but its arguments. */
export interface VerifiedEntry {
  index: number
  head: Checkpoint
  /** The signed note the proof stands under, verbatim, with whatever cosignatures it brought: not checked here. */
  note: string
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
  /** Each tree's key, by the tree's origin. */
  checkpoints: ReadonlyMap<string, NoteKey>
  /** Raw Ed25519 public keys that sign entries, by key id. */
  entries: ReadonlyMap<string, Uint8Array>
  /** The policies the log named, newest first: a head holds by any of them. */
  policies: readonly WitnessPolicy[]
  /** The log's own post-quantum keys. */
  cosigners: readonly CosignerKey[]
  /** When the signatures of a key stop counting, by key id: ISO 8601, business time. */
  ended: ReadonlyMap<string, string>
}

/** Hears of each check the moment it holds; the first that does not is thrown. */
export type Heard = (check: 'signature' | 'statement' | 'head' | 'inclusion') => void

export type SignedEntry = Pick<VerifiedEntry, 'keyIds' | 'statement' | 'header'>

/**
 * The entry was signed by a known key, and it is in the tree that the log's key signed. Runs offline, in browsers too.
 * @param envelope the leaf's exact bytes
 * @param proof tlog-proof text
 * @throws VerificationFailed
 */
export async function verifyEntry(
  envelope: Uint8Array,
  proof: string,
  trusted: TrustedKeys,
  heard: Heard = () => undefined,
): Promise<VerifiedEntry> {
  const signed = await verifySigned(envelope, trusted, heard)
  const { index, path, checkpoint } = parseTlogProof(proof)
  const head = await openHead(checkpoint, trusted)
  heard('head')
  const leaf = leafHash(envelope)
  if (!verifyInclusion({ leaf, index, size: head.size, proof: path, root: head.root })) {
    throw new VerificationFailed(`it is not entry ${index} of the tree that was signed`)
  }
  heard('inclusion')
  return { ...signed, index, head, note: checkpoint, leafSha256: toHex(leaf) }
}

/** What can be checked of an entry that is not in the tree yet. @throws VerificationFailed */
export async function verifySigned(
  envelope: Uint8Array,
  trusted: TrustedKeys,
  heard: Heard = () => undefined,
): Promise<SignedEntry> {
  const read = decodeEnvelope(envelope)
  const keyIds = await verifyEnvelope(read, trusted.entries)
  heard('signature')
  const statement = decodeStatement(read.payload)
  const header = headerOf(statement)
  inTime(keyIds, header.occurredAt, trusted)
  heard('statement')
  return { keyIds, statement, header }
}

/** A head by the key of the tree it speaks of. @throws VerificationFailed when no key of that tree is trusted */
export async function openHead(note: string, { checkpoints }: Pick<TrustedKeys, 'checkpoints'>): Promise<Checkpoint> {
  const { origin } = parseCheckpointText(parseNote(note).text)
  const key = checkpoints.get(origin)
  if (key === undefined) throw new VerificationFailed(`nothing trusted names the key of ${origin}`)
  return await openCheckpoint(note, key)
}

/** A key that was to be destroyed signed something later: someone kept it. */
function inTime(keyIds: readonly string[], occurredAt: string, { ended }: TrustedKeys): void {
  const late = keyIds.every((keyId) => occurredAt > (ended.get(keyId) ?? occurredAt))
  if (late) throw new VerificationFailed(`the key that signed it had ended on ${ended.get(keyIds[0] ?? '')}`)
}

function headerOf({ predicate }: Statement): VerifiedEntry['header'] {
  const header = predicate[headerField]
  const known = Object.fromEntries(Object.entries(Object(header)).filter(([name]) => name in EntryHeader.shape))
  const parsed = EntryHeader.safeParse(known)
  if (!parsed.success) throw new VerificationFailed('its header cannot be read')
  return parsed.data
}
