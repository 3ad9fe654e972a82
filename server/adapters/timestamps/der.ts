/** As much of DER (X.690) as timestamps need: elements with definite lengths, and no others. */

export interface Element {
  tag: number
  content: Buffer
  /** With its tag and length. */
  whole: Buffer
}

export class DerError extends Error {
  override readonly name = 'DerError'
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octets: 0x04,
  oid: 0x06,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
  /** Context-specific, constructed: [0], and so on. */
  context: (n: number) => 0xa0 | n,
} as const

/** Exactly one element. @throws DerError */
export function readDer(bytes: Uint8Array): Element {
  const [first, ...more] = elements(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (!first || more.length > 0) throw new DerError('not one element')
  return first
}

/** What a constructed element holds. @throws DerError when it is not one of this tag */
export function childrenOf(element: Element | undefined, tag: number = tags.sequence): Element[] {
  return elements(contentOf(element, tag))
}

/** @throws DerError when it is missing or has another tag */
export function contentOf(element: Element | undefined, tag: number): Buffer {
  if (element?.tag !== tag) throw new DerError(`expected tag ${tag}, found ${element?.tag ?? 'nothing'}`)
  return element.content
}

export function oidOf(element: Element | undefined): string {
  return contentOf(element, tags.oid).toString('hex')
}

/** `YYYYMMDDHHMMSS[.f]Z`, as RFC 3161 §2.4.2 asks. @throws DerError */
export function timeOf(element: Element | undefined): Date {
  const text = contentOf(element, tags.time).toString('latin1')
  const [, y, mo, d, h, mi, s, fraction = ''] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(text) ?? []
  const at = new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}${fraction.slice(0, 4)}Z`)
  if (Number.isNaN(at.getTime())) throw new DerError('not a moment')
  return at
}

export function encode(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  if (content.length < 0x80) return Buffer.concat([Buffer.of(tag, content.length), content])
  const length = Buffer.from(content.length.toString(16).padStart(content.length > 0xff ? 4 : 2, '0'), 'hex')
  return Buffer.concat([Buffer.of(tag, 0x80 | length.length), length, content])
}

/** A number that is not negative, from its bytes. */
export function encodeInteger(bytes: Uint8Array): Buffer {
  const from = bytes.findIndex((byte) => byte !== 0)
  const short = Buffer.from(from < 0 ? [0] : bytes.subarray(from))
  return encode(tags.integer, short.readUInt8(0) >= 0x80 ? Buffer.concat([Buffer.of(0), short]) : short)
}

function elements(bytes: Buffer): Element[] {
  const found: Element[] = []
  for (let at = 0; at < bytes.length; ) {
    const { start, length } = headerAt(bytes, at)
    if (start + length > bytes.length) throw new DerError('cut short')
    const content = bytes.subarray(start, start + length)
    found.push({ tag: bytes.readUInt8(at), content, whole: bytes.subarray(at, start + length) })
    at = start + length
  }
  return found
}

function headerAt(bytes: Buffer, at: number): { start: number; length: number } {
  if (at + 2 > bytes.length || (bytes.readUInt8(at) & 0x1f) === 0x1f) throw new DerError('cut short')
  const first = bytes.readUInt8(at + 1)
  if (first < 0x80) return { start: at + 2, length: first }
  const size = first & 0x7f
  if (size === 0 || size > 4 || at + 2 + size > bytes.length) throw new DerError('a length that DER does not allow')
  return { start: at + 2 + size, length: bytes.readUIntBE(at + 2, size) }
}
