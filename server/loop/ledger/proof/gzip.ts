import { type Bytes, concat } from '../format/index.ts'

/**
 * Gzip (RFC 1952) with stored blocks only: any gunzip reads it, and it has one spelling on every machine and version,
 * so each of its bytes can be checked. Compressed streams leave bits that nobody reads.
 */

const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255)
const blockLimit = 65_535

export class ArchiveError extends Error {
  override readonly name = 'ArchiveError'
}

export function gzipStored(content: Uint8Array): Bytes {
  const blocks: Uint8Array[] = []
  for (let at = 0; at < content.length || at === 0; at += blockLimit) {
    const part = content.subarray(at, at + blockLimit)
    const frame = new DataView(new ArrayBuffer(5))
    frame.setUint8(0, at + blockLimit >= content.length ? 1 : 0)
    frame.setUint16(1, part.length, true)
    frame.setUint16(3, ~part.length & 0xffff, true)
    blocks.push(new Uint8Array(frame.buffer), part)
  }
  const trailer = new DataView(new ArrayBuffer(8))
  trailer.setUint32(0, crc32(content), true)
  trailer.setUint32(4, content.length, true)
  return concat(header, ...blocks, new Uint8Array(trailer.buffer))
}

/** The content, whatever its checksum says: the caller compares the whole. @throws ArchiveError when the form is another. */
export function gunzipStored(bytes: Uint8Array): Bytes {
  if (header.some((byte, i) => bytes[i] !== byte))
    throw new ArchiveError('it does not begin as an evidence bundle does')
  const parts: Uint8Array[] = []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = header.length, last = false; !last; ) {
    if (at + 5 > bytes.length) throw new ArchiveError('it is cut short')
    const [kind, length] = [view.getUint8(at), view.getUint16(at + 1, true)]
    if (kind > 1 || view.getUint16(at + 3, true) !== (~length & 0xffff))
      throw new ArchiveError(`its frame at byte ${at} was altered`)
    last = kind === 1
    parts.push(bytes.subarray(at + 5, at + 5 + length))
    at += 5 + length
  }
  return concat(...parts)
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) value = (table[(value ^ byte) & 255] as number) ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}
