import * as z from 'zod/mini'
import { concat, type Tile, type TileName, tilePath, tileWidth } from '../format/index.ts'

/** How a shard lies in a folder: C2SP tlog-tiles, and beside it what says who may sign. */
export const archiveFormat = 'https://codex-dominion.dev/shard-archive/v1'

export const paths = {
  manifest: 'archive.json',
  checkpoint: 'checkpoint',
  checkpoints: 'checkpoints.jsonl',
  keyset: 'keyset.json',
  verifier: 'verify.mjs',
  readme: 'README.md',
} as const

export const ArchiveManifest = z.object({
  format: z.literal(archiveFormat),
  shard: z.string(),
  origin: z.string(),
  size: z.int().check(z.positive()),
  /** base64. */
  root: z.string(),
  files: z.array(z.object({ path: z.string(), sha256: z.string() })),
})
export type ArchiveManifest = z.infer<typeof ArchiveManifest>

/** The entries that name the log's keys, base64, each with its tlog-proof under the archived head. */
export const ArchivedKeyset = z.object({
  checkpointKey: z.string(),
  keysets: z.array(z.object({ envelope: z.string(), proof: z.string() })),
})
export type ArchivedKeyset = z.infer<typeof ArchivedKeyset>

/** One line of `checkpoints.jsonl`. */
export const ArchivedHead = z.object({ size: z.int(), note: z.string() })

export const bundlePath = (name: Omit<TileName, 'level'>) =>
  tilePath({ ...name, level: 0 }).replace('tile/0/', 'tile/entries/')

/** An entry bundle (tlog-tiles): each entry after its length in two bytes, the larger first. */
export function packBundle(entries: readonly Uint8Array[]): Uint8Array {
  return concat(...entries.flatMap((entry) => [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]))
}

/** @throws RangeError when a length leads past the end */
export function unpackBundle(bytes: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = ((bytes[at] as number) << 8) | (bytes[at + 1] ?? 0)
    if (at + 2 + length > bytes.length) throw new RangeError('an entry is cut short')
    entries.push(bytes.subarray(at + 2, at + 2 + length))
    at += 2 + length
  }
  return entries
}

/** Tiles as they come full, and those of the right edge at the end, by their paths. */
export class TileFiles {
  readonly #edges: Uint8Array[][] = []

  /** Leaf hashes and the tiles they filled. @returns the full tiles' files */
  add(leaves: readonly Uint8Array[], filled: readonly Tile[]): { path: string; data: Uint8Array }[] {
    this.#edge(0).push(...leaves)
    for (const { level, root } of filled) {
      this.#edge(level).splice(0, tileWidth)
      this.#edge(level + 1).push(root)
    }
    return filled.map(({ level, n, data }) => ({ path: tilePath({ level, n, width: tileWidth }), data }))
  }

  /** The tiles that are not full. @param size entries of the whole tree */
  rest(size: number): { path: string; data: Uint8Array }[] {
    return this.#edges.flatMap((hashes, level) => {
      if (hashes.length === 0) return []
      const n = Math.floor(size / tileWidth ** (level + 1))
      return [{ path: tilePath({ level, n, width: hashes.length }), data: concat(...hashes) }]
    })
  }

  #edge(level: number): Uint8Array[] {
    this.#edges[level] ??= []
    return this.#edges[level]
  }
}
