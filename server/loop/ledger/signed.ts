import type { Signer } from '#server/ports/signer.ts'
import { decodeEnvelope, rawFromSpki, verifyEnvelope } from './format/index.ts'
import type { LedgerReader } from './ports.ts'
import { type EntryView, viewOf } from './read.ts'
import { rowsOfChange } from './store.ts'

/** The entries of a change whose signature by this instance's entry key holds, checked now. Others are left out. */
export async function signedEntriesOfChange(
  from: LedgerReader,
  changeId: string,
  signer: Signer,
): Promise<readonly EntryView[]> {
  const { keyId, spki } = await signer.publicKey('entry')
  const keys = new Map([[keyId, rawFromSpki(spki)]])
  const signed: EntryView[] = []
  for (const row of await rowsOfChange(from, changeId)) {
    const holds = await verifyEnvelope(decodeEnvelope(row.envelope), keys).then(
      () => true,
      () => false,
    )
    if (holds) signed.push(viewOf(row))
  }
  return signed
}
