import type { NewAnchor } from '#server/ports/anchors.ts'
import { tilePath, tileWidth, utf8 } from '../format/index.ts'
import type { LedgerReader } from '../ports.ts'
import { type CheckpointRow, type EntryRow, rowsOfKind } from '../store.ts'
import { readTile } from '../tiles/read-tile.ts'

type Files = NewAnchor['files'][number][]

/** What an anchor adds to the one before it: the head, the log's own entries that name its keys, and the tiles that are new. */
export async function contentOf(
  from: LedgerReader,
  { shard, size, note }: CheckpointRow,
  before: number,
): Promise<Pick<NewAnchor, 'files' | 'gone'>> {
  const { files, gone } = await tilesBetween(from, shard, before, size)
  return { files: [{ path: 'checkpoint', data: utf8(note) }, ...(await keysOf(from, shard, size)), ...files], gone }
}

async function keysOf(from: LedgerReader, shard: string, size: number): Promise<Files> {
  const rows = [...(await rowsOfKind(from, 'shard-genesis')), ...(await rowsOfKind(from, 'keyset'))]
  const inTree = (row: EntryRow) => row.shard === shard && row.idx !== null && row.idx < size
  return rows.filter(inTree).map(({ kind, idx, envelope }) => ({ path: `${kind}/${idx}.dsse.json`, data: envelope }))
}

/** Full tiles that became full since, and the partial ones as they are now. What was partial before makes way. */
async function tilesBetween(from: LedgerReader, shard: string, before: number, size: number) {
  const files: Files = []
  const gone: string[] = []
  for (let level = 0; tileWidth ** level <= size; level++) {
    const [old, now] = [tilesAt(before, level), tilesAt(size, level)]
    if (old.partial > 0) gone.push(tilePath({ level, n: old.full, width: old.partial }))
    const names = Array.from({ length: now.full - old.full }, (_, i) => ({ level, n: old.full + i, width: tileWidth }))
    if (now.partial > 0) names.push({ level, n: now.full, width: now.partial })
    for (const name of names) {
      const data = await readTile(from, shard, name)
      if (data === null) throw new Error(`${tilePath(name)} of shard ${shard} is missing`)
      files.push({ path: tilePath(name), data })
    }
  }
  return { files, gone }
}

function tilesAt(size: number, level: number): { full: number; partial: number } {
  const hashes = Math.floor(size / tileWidth ** level)
  return { full: Math.floor(hashes / tileWidth), partial: hashes % tileWidth }
}
