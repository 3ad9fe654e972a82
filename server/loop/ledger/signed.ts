import type { Signer } from '#server/ports/signer.ts'
import { entryKeys } from './keyset/known.ts'
import type { LedgerReader } from './ports.ts'
import { type TrustedKeys, verifySigned } from './proof/entry.ts'
import { type EntryView, viewOf } from './read.ts'
import { type EntryRow, rowsOfChange } from './store.ts'

/** The entries of a change whose signature by a key of this instance holds, checked now. Others are left out. */
export async function signedEntriesOfChange(
  from: LedgerReader,
  changeId: string,
  signer: Signer,
): Promise<readonly EntryView[]> {
  return (await signedAmong(from, await rowsOfChange(from, changeId), signer)).map(viewOf)
}

/** Of these, those signed by a key this instance has or had, while it had it; one whose bytes cannot be read has none. */
export async function signedAmong(from: LedgerReader, rows: readonly EntryRow[], signer: Signer): Promise<EntryRow[]> {
  const keys = await entryKeys(from, signer)
  const signed: EntryRow[] = []
  for (const row of rows) if (await isSigned(row, keys)) signed.push(row)
  return signed
}

async function isSigned({ envelope }: EntryRow, keys: TrustedKeys): Promise<boolean> {
  try {
    await verifySigned(envelope, keys)
    return true
  } catch {
    return false
  }
}
