import { randomBytes } from 'node:crypto'

/**
 * A new id such as `timer_01936f0c7a5b7c4e9b1d2f3a4b5c6d7e`: the kind, then a UUID version 7 (RFC 9562 §5.7) without
 * hyphens, so that ids sort by the millisecond they were made in.
 */
export function newId(kind: string, now: number = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = 0x70 | (bytes.readUInt8(6) & 0x0f)
  bytes[8] = 0x80 | (bytes.readUInt8(8) & 0x3f)
  return `${kind}_${bytes.toString('hex')}`
}
