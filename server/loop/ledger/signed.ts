import type { Signer } from '#server/ports/signer.ts'
import { decodeEnvelope, rawFromSpki, verifyEnvelope } from './format/index.ts'
import type { LedgerReader } from './ports.ts'
import { type EntryView, viewOf } from './read.ts'
import { type EntryRow, rowsOfChange } from './store.ts'

/** The entries of a change whose signature by this instance's entry key holds, checked now. Others are left out. */
export async function signedEntriesOfChange(
  from: LedgerReader,
  changeId: string,
  signer: Signer,
): Promise<readonly EntryView[]> {
  return (await signedAmong(await rowsOfChange(from, changeId), signer)).map(viewOf)
}

/** Of these, those whose signature holds; one whose bytes cannot be read has none. */
export async function signedAmong(rows: readonly EntryRow[], signer: Signer): Promise<EntryRow[]> {
  const { keyId, spki } = await signer.publicKey('entry')
  const keys = new Map([[keyId, rawFromSpki(spki)]])
  const signed: EntryRow[] = []
  for (const row of rows) if (await isSigned(row, keys)) signed.push(row)
  return signed
}

async function isSigned({ envelope }: EntryRow, keys: ReadonlyMap<string, Uint8Array>): Promise<boolean> {
  try {
    await verifyEnvelope(decodeEnvelope(envelope), keys)
    return true
  } catch {
    return false
  }
}
