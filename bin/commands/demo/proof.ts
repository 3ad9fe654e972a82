import { type BundleVerdict, verifyBundle } from '#server/loop/ledger/index.ts'

export const verdictOf = (bytes: Uint8Array): Promise<BundleVerdict> => verifyBundle(bytes)

const firstEntry = /entries\/0000-[a-z-]+\.dsse\.json\0/
const intoItsPayload = '"payload":"'.length + 40

/** A copy with one character of the first signed entry changed. */
export function flipByte(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes)
  const file = copy.toString('latin1').search(firstEntry)
  const at = copy.indexOf('"payload":"', file) + intoItsPayload
  copy[at] = copy[at] === 0x41 ? 0x42 : 0x41
  return copy
}
