import { toBase64Url, utf8 } from './bytes.ts'
import { sha256 } from './sha256.ts'

/**
 * Salted digests in the form of SD-JWT (RFC 9901 §4.2): the leaf holds digests in `_sd`; a disclosure, kept elsewhere,
 * opens one of them. Without its 256-bit salt a digest says nothing about the value.
 */
export interface Disclosure {
  /** base64url of `[salt, name, value]` as JSON. */
  encoded: string
  /** base64url of the sha256 of `encoded`, as it stands in `_sd`. */
  digest: string
}

export function disclosureOf(encoded: string): Disclosure {
  return { encoded, digest: toBase64Url(sha256(utf8(encoded))) }
}

export function disclose(name: string, value: string): Disclosure {
  const salt = toBase64Url(crypto.getRandomValues(new Uint8Array(32)))
  return disclosureOf(toBase64Url(utf8(JSON.stringify([salt, name, value]))))
}

/** @throws SyntaxError when it is not an encoded disclosure. */
export function openDisclosure(encoded: string): { name: string; value: string } {
  const padded = encoded.replaceAll('-', '+').replaceAll('_', '/')
  const bytes = Uint8Array.from(atob(padded), (character) => character.charCodeAt(0))
  const parts: unknown = JSON.parse(new TextDecoder().decode(bytes))
  if (!Array.isArray(parts) || parts.length !== 3) throw new SyntaxError('not a disclosure')
  return { name: String(parts[1]), value: String(parts[2]) }
}
