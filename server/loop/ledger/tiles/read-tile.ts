import { concat, type TileName, tileWidth } from '../format/index.ts'
import type { LedgerReader } from '../ports.ts'
import { leafHashes, tileData, tileRoots } from '../store.ts'

/** Bytes of one hash (RFC 6962: SHA-256). */
const hashBytes = 32

/**
 * A tile's hashes, one after the other, as the tree holds them now; null while the tree is not that large. A tile that was
 * partial once is still served at every width it had.
 */
export async function readTile(
  from: LedgerReader,
  shard: string,
  { level, n, width }: TileName,
): Promise<Uint8Array | null> {
  const full = await tileData(from, shard, level, n)
  if (full) return full.slice(0, width * hashBytes)
  if (width === tileWidth) return null
  const [first, end] = [n * tileWidth, n * tileWidth + width]
  const hashes =
    level === 0 ? await leafHashes(from, shard, first, end) : await tileRoots(from, shard, level - 1, first, end)
  return hashes.length === width ? concat(...hashes) : null
}
