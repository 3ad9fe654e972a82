import { permitted } from '#server/governed.ts'
import { toHex } from '../format/index.ts'
import { limited } from '../graph/ask/limited.ts'
import { headOf } from '../prove.ts'
import { Heads } from './schemas.ts'
import { headsBefore } from './store.ts'

/** A head of the tree, as it was signed. */
export interface SignedHead {
  shard: string
  origin: string
  size: number
  /** sha256 of the whole tree, hexadecimal. */
  root: string
  /** The signed note. */
  note: string
  signedAt: string
}

/** Signed heads, the newest first, a page at a time. */
export const listHeads = permitted('ledger.read', Heads, async (from, { before, limit }): Promise<SignedHead[]> => {
  const rows = await headsBefore(limited(from), before, limit)
  return rows.map((row) => {
    const { shard, size, note, signedAt, root } = row
    return { shard, origin: headOf(row).origin, size, root: toHex(root), note, signedAt }
  })
})
