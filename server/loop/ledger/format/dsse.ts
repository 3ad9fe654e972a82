import { type Bytes, concat, fromBase64, fromUtf8, toBase64, utf8 } from './bytes.ts'
import { verifyEd25519 } from './ed25519.ts'
import { canonicalize } from './jcs.ts'

/** Dead Simple Signing Envelope v1 (github.com/secure-systems-lab/dsse). */
export interface Envelope {
  payloadType: string
  payload: Bytes
  signatures: readonly { keyid: string; sig: Bytes }[]
}

export class EnvelopeError extends Error {
  override readonly name = 'EnvelopeError'
}

/** The bytes that are signed. Lengths count UTF-8 bytes, never characters. */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Bytes {
  const type = utf8(payloadType)
  return concat(utf8(`DSSEv1 ${type.length} `), type, utf8(` ${payload.length} `), payload)
}

/** The envelope as this ledger stores it: canonical JSON, so a leaf has exactly one spelling. */
export function encodeEnvelope({ payloadType, payload, signatures }: Envelope): Bytes {
  return utf8(
    canonicalize({
      payload: toBase64(payload),
      payloadType,
      signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig: toBase64(sig) })),
    }),
  )
}

/** Reads the form only; nothing is verified. Unknown fields are ignored. @throws EnvelopeError */
export function decodeEnvelope(bytes: Uint8Array): Envelope {
  try {
    const { payload, payloadType, signatures } = JSON.parse(fromUtf8(bytes))
    if (typeof payloadType !== 'string' || !Array.isArray(signatures)) throw new TypeError('fields are missing')
    return {
      payloadType,
      payload: fromBase64(String(payload)),
      signatures: signatures.map(({ keyid, sig }) => ({ keyid: String(keyid), sig: fromBase64(String(sig)) })),
    }
  } catch (cause) {
    throw new EnvelopeError('not a DSSE envelope', { cause })
  }
}

/** The ids of the known keys that signed it. @param keys raw public keys by key id. @throws EnvelopeError when none did. */
export async function verifyEnvelope(envelope: Envelope, keys: ReadonlyMap<string, Uint8Array>): Promise<string[]> {
  const signed = preAuthenticationEncoding(envelope.payloadType, envelope.payload)
  const accepted = new Set<string>()
  for (const { keyid, sig } of envelope.signatures) {
    const key = keys.get(keyid)
    if (key !== undefined && (await verifyEd25519(key, sig, signed))) accepted.add(keyid)
  }
  if (accepted.size === 0) throw new EnvelopeError('no signature of a known key')
  return [...accepted]
}
