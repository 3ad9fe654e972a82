import { permitted } from '#server/governed.ts'
import { ports } from '#server/ports/wired.ts'
import { disclosedFields } from '../disclosed.ts'
import { limited } from '../graph/ask/limited.ts'
import { proofOf } from '../prove.ts'
import { OneEntry } from './schemas.ts'

/** That an entry is in the tree, as C2SP tlog-proof text; null while it waits. */
export const readProof = permitted('ledger.read', OneEntry, (from, { entryId }) => proofOf(limited(from), entryId))

/** The words of people behind an entry's salted digests, for those who may open them; erased ones are missing. */
export const readDisclosed = permitted('ledger.disclose', OneEntry, async (from, { entryId }) => {
  const fields = await disclosedFields(limited(from), entryId, ports().keyEncryption)
  return Object.entries(fields).map(([name, value]) => ({ name, value }))
})
