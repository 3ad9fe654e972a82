import { setTimeout as pause } from 'node:timers/promises'
import { type BundleVerdict, exportBundle, NotYetSequenced, verifyBundle } from '#server/loop/ledger/index.ts'
import { database } from '#server/platform/db/index.ts'
import { ports } from '#server/ports/wired.ts'

/** Entries are in the tree milliseconds after they are written; when this elapses the sequencer is not running. */
const patienceMs = 10_000

export async function exportWhenSequenced(changeId: string): Promise<Uint8Array> {
  for (const end = Date.now() + patienceMs; ; await pause(50)) {
    try {
      return (await exportBundle(database(), changeId, ports().signer)).bytes
    } catch (error) {
      if (!(error instanceof NotYetSequenced) || Date.now() > end) throw error
    }
  }
}

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
