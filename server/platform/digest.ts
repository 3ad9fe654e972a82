import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** sha256 of bytes or UTF-8 text, hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** sha256 of a value's canonical JSON (RFC 8785), hexadecimal. Throws on values JSON cannot carry. */
export function digestOf(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('only JSON values have a digest')
  return sha256(text)
}
