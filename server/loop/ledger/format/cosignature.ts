import { type Bytes, concat, utf8 } from './bytes.ts'
import { parseCheckpointText } from './checkpoint.ts'
import { verifyEd25519 } from './ed25519.ts'
import { mlDsa44KeyBytes, type VerifyMlDsa } from './ml-dsa.ts'
import { formatSignature, formatTypedKey, NoteError, type NoteSignature, parseTypedKey, typedKey } from './note.ts'

/** C2SP tlog-cosignature: a cosigner says when it saw a checkpoint, and that the log had only grown until then. */

/** The note key type and the lengths of each kind, in bytes. */
const kinds = {
  ed25519: { type: 4, key: 32, signature: 64 },
  'ml-dsa-44': { type: 6, key: mlDsa44KeyBytes, signature: 2420 },
} as const

export type CosignerKind = keyof typeof kinds

export interface CosignerKey {
  kind: CosignerKind
  name: string
  /** Four bytes. */
  id: Bytes
  publicKey: Bytes
}

export interface Cosignature {
  /** Seconds since the epoch. */
  at: number
  signature: Bytes
}

/** @throws NoteError when name or key cannot be one. */
export function cosignerKey(kind: CosignerKind, name: string, publicKey: Uint8Array): CosignerKey {
  if (publicKey.length !== kinds[kind].key) throw new NoteError(`not a key for ${kind} cosignatures`)
  // The ML-DSA message holds the name behind one byte of length.
  if (utf8(name).length > 255) throw new NoteError('the name of the cosigner is too long')
  const { id, publicKey: copy } = typedKey(name, kinds[kind].type, publicKey)
  return { kind, name, id, publicKey: copy }
}

export function formatCosignerKey(key: CosignerKey): string {
  return formatTypedKey({ ...key, type: kinds[key.kind].type })
}

/** @throws NoteError when it is no verifier key of a cosigner. */
export function parseCosignerKey(text: string): CosignerKey {
  const { name, type, publicKey } = parseTypedKey(text)
  const kind = (Object.keys(kinds) as CosignerKind[]).find((each) => kinds[each].type === type)
  if (kind === undefined) throw new NoteError('not a key for cosignatures')
  return cosignerKey(kind, name, publicKey)
}

/**
 * The bytes that are signed. ML-DSA commits to the cosigner's name and not to extension lines, Ed25519 the other way round.
 * @param text the note's text @param at seconds since the epoch
 */
export function cosignedBytes({ kind, name }: Pick<CosignerKey, 'kind' | 'name'>, at: number, text: string): Bytes {
  if (kind === 'ed25519') return utf8(`cosignature/v1\ntime ${at}\n${text}`)
  const { origin, size, root } = parseCheckpointText(text)
  const start = uint64(0)
  return concat(utf8('subtree/v1\n\0'), opaque(name), uint64(at), opaque(origin), start, uint64(size), root)
}

/** The line that goes below the checkpoint's own. */
export function formatCosignature({ name, id }: CosignerKey, { at, signature }: Cosignature): string {
  return formatSignature({ name, id, signature: concat(uint64(at), signature) })
}

/** @throws NoteError when the line's content has another length or an impossible time. */
export function parseCosignature(kind: CosignerKind, { signature: bytes }: NoteSignature): Cosignature {
  if (bytes.length !== 8 + kinds[kind].signature) throw new NoteError(`not an ${kind} cosignature`)
  const at = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0))
  if (!Number.isSafeInteger(at)) throw new NoteError('the time of the cosignature is impossible')
  return { at, signature: bytes.slice(8) }
}

/**
 * Whether the cosigner signed this text; null where that cannot be checked here.
 * @throws NoteError when the line is malformed.
 */
export async function verifyCosignature(
  key: CosignerKey,
  line: NoteSignature,
  text: string,
  verifyMlDsa: VerifyMlDsa,
): Promise<boolean | null> {
  const { at, signature } = parseCosignature(key.kind, line)
  const verify: VerifyMlDsa = key.kind === 'ed25519' ? verifyEd25519 : verifyMlDsa
  return await verify(key.publicKey, signature, cosignedBytes(key, at, text))
}

function uint64(value: number): Bytes {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value))
  return bytes
}

/** RFC 8446 §3.4: a vector with one byte of length. */
function opaque(text: string): Bytes {
  const bytes = utf8(text)
  if (bytes.length < 1 || bytes.length > 255) throw new NoteError('a name must have 1 to 255 bytes')
  return concat(Uint8Array.of(bytes.length), bytes)
}
