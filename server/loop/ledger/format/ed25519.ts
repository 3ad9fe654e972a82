import { type Bytes, fromHex, toHex } from './bytes.ts'
import { sha256 } from './sha256.ts'

/** Ed25519 by WebCrypto: Node and today's browsers. RFC 8032; SPKI form by RFC 8410. */

const spkiPrefix = fromHex('302a300506032b6570032100')

/** @throws RangeError when the bytes are not an Ed25519 SPKI. */
export function rawFromSpki(spki: Uint8Array): Bytes {
  const raw = Uint8Array.from(spki.subarray(spkiPrefix.length))
  if (raw.length !== 32 || toHex(spki.subarray(0, spkiPrefix.length)) !== toHex(spkiPrefix)) {
    throw new RangeError('not an Ed25519 public key in SPKI form')
  }
  return raw
}

/** sha256 of the SPKI, hexadecimal: how keys are named everywhere in the ledger. */
export function keyIdOf(spki: Uint8Array): string {
  return toHex(sha256(spki))
}

/** False for a signature that does not verify or has the wrong length. @throws when `raw` is no public key. */
export async function verifyEd25519(raw: Uint8Array, signature: Uint8Array, message: Uint8Array): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', Uint8Array.from(raw), 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', key, Uint8Array.from(signature), Uint8Array.from(message))
}
