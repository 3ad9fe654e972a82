import { type Bytes, concat, fromHex } from './bytes.ts'

/** ML-DSA-44 (FIPS 204), pure, with an empty context; SPKI form by RFC 9881. */

const spkiPrefix = fromHex('30820532300b06096086480165030403110382052100')
/** A raw public key. */
export const mlDsa44KeyBytes = 1312

/** Null where this program cannot check such a signature: that is no verdict on it. */
export type VerifyMlDsa = (publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array) => Promise<boolean | null>

/** By WebCrypto where it has ML-DSA, as few browsers do yet. */
export const verifyMlDsa44: VerifyMlDsa = async (publicKey, signature, message) => {
  try {
    const key = await crypto.subtle.importKey('spki', mlDsa44Spki(publicKey), 'ML-DSA-44', false, ['verify'])
    return await crypto.subtle.verify('ML-DSA-44', key, Uint8Array.from(signature), Uint8Array.from(message))
  } catch {
    return null
  }
}

/** @throws RangeError when the key has another length. */
export function mlDsa44Spki(raw: Uint8Array): Bytes {
  if (raw.length !== mlDsa44KeyBytes) throw new RangeError('not an ML-DSA-44 public key')
  return concat(spkiPrefix, raw)
}

/** @throws RangeError when the bytes are not an ML-DSA-44 SPKI. */
export function mlDsa44FromSpki(spki: Uint8Array): Bytes {
  const raw = Uint8Array.from(spki.subarray(spkiPrefix.length))
  if (!spkiPrefix.every((byte, i) => byte === spki[i])) throw new RangeError('not an ML-DSA-44 public key in SPKI form')
  mlDsa44Spki(raw)
  return raw
}
