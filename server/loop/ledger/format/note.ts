import { type Bytes, concat, equalBytes, fromBase64, fromHex, fromUtf8, toBase64, toHex, utf8 } from './bytes.ts'
import { verifyEd25519 } from './ed25519.ts'
import { sha256 } from './sha256.ts'

/** C2SP signed-note v1: a text and signature lines below it. Only Ed25519 (type 0x01) is checked here; others are named. */

export interface NoteKey {
  name: string
  /** Four bytes. */
  id: Bytes
  /** 32 bytes. */
  publicKey: Bytes
}

export interface NoteSignature {
  name: string
  id: Bytes
  signature: Bytes
}

export interface Note {
  /** With its final newline: the bytes that were signed. */
  text: string
  signatures: readonly NoteSignature[]
}

/** A key of any of the assigned types. */
export interface TypedKey extends NoteKey {
  type: number
}

export class NoteError extends Error {
  override readonly name = 'NoteError'
}

const ed25519Type = 1
const mark = '— '
/** The specification asks for at least 16. */
const signatureLimit = 64

export function noteKey(name: string, publicKey: Uint8Array): NoteKey {
  const { id, publicKey: copy } = typedKey(name, ed25519Type, publicKey)
  return { name, id, publicKey: copy }
}

/** @throws NoteError when the name cannot stand in a signature line. */
export function typedKey(name: string, type: number, publicKey: Uint8Array): TypedKey {
  if (!isKeyName(name)) throw new NoteError(`not a key name: ${JSON.stringify(name)}`)
  const id = sha256(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey)).slice(0, 4)
  return { name, id, type, publicKey: Uint8Array.from(publicKey) }
}

/** `<name>+<hex id>+<base64 type and key>`. */
export function formatVerifierKey(key: NoteKey): string {
  return formatTypedKey({ ...key, type: ed25519Type })
}

export function formatTypedKey({ name, id, type, publicKey }: TypedKey): string {
  return `${name}+${toHex(id)}+${toBase64(concat(Uint8Array.of(type), publicKey))}`
}

/** @throws NoteError when it is not an Ed25519 verifier key whose id fits. */
export function parseVerifierKey(text: string): NoteKey {
  const { name, id, type, publicKey } = parseTypedKey(text)
  if (type !== ed25519Type || publicKey.length !== 32) throw new NoteError('not an Ed25519 verifier key')
  return { name, id, publicKey }
}

/** @throws NoteError when the id does not fit the rest. */
export function parseTypedKey(text: string): TypedKey {
  const [, name = '', id = '', encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? []
  const bytes = attempt(() => fromBase64(encoded), 'the verifier key is not base64')
  if (bytes.length < 2) throw new NoteError('not a verifier key')
  const key = typedKey(name, bytes[0] as number, bytes.subarray(1))
  if (!equalBytes(key.id, fromHex(id))) throw new NoteError('the verifier key does not match its own id')
  return key
}

/** @param text must end in a newline and hold no control characters but newlines. */
export function formatNote({ text, signatures }: Note): string {
  if (!isText(text)) throw new NoteError('not a note text')
  return `${text}\n${signatures.map(formatSignature).join('')}`
}

/** One signature line, with its newline. */
export function formatSignature({ name, id, signature }: NoteSignature): string {
  return `${mark}${name} ${toBase64(concat(id, signature))}\n`
}

/** Reads the form only; nothing is verified. @throws NoteError */
export function parseNote(source: string | Uint8Array): Note {
  const whole = typeof source === 'string' ? source : attempt(() => fromUtf8(source), 'the note is not UTF-8')
  const gap = whole.lastIndexOf('\n\n')
  if (gap < 0 || !whole.endsWith('\n') || !isText(whole)) throw new NoteError('not a signed note')
  return { text: whole.slice(0, gap + 1), signatures: parseSignatures(whole.slice(gap + 2)) }
}

/** Signature lines alone, as a witness answers them. @throws NoteError */
export function parseSignatures(text: string): NoteSignature[] {
  const lines = text.slice(0, -1).split('\n')
  if (!text.endsWith('\n')) throw new NoteError('a signature line has no end')
  if (lines.length > signatureLimit) throw new NoteError(`more than ${signatureLimit} signatures`)
  return lines.map(parseSignature)
}

/**
 * Unknown keys are ignored; one bad signature of a known key rejects the note, and so does having no known one.
 * @throws NoteError
 */
export async function openNote(source: string | Uint8Array, known: readonly NoteKey[]): Promise<Note> {
  const note = parseNote(source)
  let verified = 0
  for (const line of note.signatures) {
    const key = known.find((k) => k.name === line.name && equalBytes(k.id, line.id))
    if (key === undefined) continue
    if (!(await verifyEd25519(key.publicKey, line.signature, utf8(note.text)))) {
      throw new NoteError(`the signature of ${key.name} does not verify`)
    }
    verified++
  }
  if (verified === 0) throw new NoteError('no signature of a known key')
  return note
}

function parseSignature(line: string): NoteSignature {
  const [, name = '', encoded = ''] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? []
  const bytes = attempt(() => fromBase64(encoded), 'a signature line is not base64')
  if (!isKeyName(name) || bytes.length < 5) throw new NoteError('a signature line is malformed')
  return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) }
}

function isKeyName(name: string): boolean {
  return /^[^+\s\p{Cc}]+$/u.test(name)
}

function isText(text: string): boolean {
  return text.endsWith('\n') && !/[\u0000-\u0009\u000b-\u001f]/.test(text) && text.isWellFormed()
}

function attempt<T>(read: () => T, complaint: string): T {
  try {
    return read()
  } catch (cause) {
    throw new NoteError(complaint, { cause })
  }
}
