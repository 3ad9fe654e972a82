import {
  type Bytes,
  consistencyRanges,
  formatTlogProof,
  inclusionRanges,
  parseCheckpointText,
  parseNote,
  perfectSubtrees,
  rangeHash,
  type Subtree,
  subtreeRoot,
  type TlogProof,
  tileWidth,
} from './format/index.ts'
import { native } from './native.ts'
import type { LedgerReader } from './ports.ts'
import { type CheckpointRow, latestCheckpoint, leafHashes, rowOf, tileData, tileRoots } from './store.ts'
import { witnessedOver } from './witness/store.ts'

/**
 * That an entry is in the tree, as C2SP tlog-proof text; null while it waits. It stands under the newest witnessed head, with
 * its cosignatures, or under the newest signed one while no witnessed head covers the entry.
 * It is built from stored hashes and checked by nobody here: `verifyEntry` does that.
 */
export async function proofOf(from: LedgerReader, entryId: string): Promise<string | null> {
  const row = await rowOf(from, entryId)
  if (row === null || row.shard === null || row.idx === null) return null
  const prover = await proverOf(from, row.shard, row.idx)
  return formatTlogProof(await prover.include(row.idx))
}

export interface Prover {
  checkpoint: CheckpointRow
  /** Whether enough witnesses countersigned it: then the note brings their lines. */
  witnessed: boolean
  /** @throws RangeError when the leaf is not under this prover's head. */
  include(index: number): Promise<TlogProof>
  /** That the tree only grew since it had `size` entries. */
  grownFrom(size: number): Promise<Bytes[]>
}

/**
 * Proves under the newest witnessed head of a shard, or the newest signed one while no witnessed head covers what is asked.
 * @param last the highest index that will be asked @throws Error before the first head.
 */
export async function proverOf(from: LedgerReader, shard: string, last: number): Promise<Prover> {
  const witnessed = await witnessedOver(from, shard, last)
  if (witnessed) return { ...proverAt(from, witnessed), witnessed: true }
  const checkpoint = await latestCheckpoint(from, shard)
  if (checkpoint === null) throw new Error(`shard ${shard} has no signed head yet`)
  return proverAt(from, checkpoint)
}

/** Proves under one head; several proofs share what they read. */
export function proverAt(from: LedgerReader, checkpoint: CheckpointRow): Prover {
  const { size } = checkpoint
  const tiles = new TileCache(from, checkpoint.shard, size)
  return {
    checkpoint,
    witnessed: false,
    include: async (index) => ({
      index,
      path: await tiles.hashes(inclusionRanges(index, size)),
      checkpoint: checkpoint.note,
    }),
    grownFrom: (earlier) => tiles.hashes(consistencyRanges(earlier, size)),
  }
}

/** The unsigned content of a stored head. */
export function headOf(checkpoint: CheckpointRow) {
  return parseCheckpointText(parseNote(checkpoint.note).text)
}

/** The elements of tiles, read once each. */
class TileCache {
  readonly #known = new Map<string, Promise<Uint8Array[]>>()
  readonly #from: LedgerReader
  readonly #shard: string
  readonly #size: number

  constructor(from: LedgerReader, shard: string, size: number) {
    this.#from = from
    this.#shard = shard
    this.#size = size
  }

  async hashes(ranges: readonly (readonly [number, number])[]): Promise<Bytes[]> {
    const subtrees = new Map<string, Uint8Array>()
    for (const subtree of ranges.flatMap(perfectSubtrees)) subtrees.set(key(subtree), await this.#subtree(subtree))
    const known = (subtree: Subtree) => subtrees.get(key(subtree)) as Uint8Array
    return ranges.map((range) => Uint8Array.from(rangeHash(range, known, native)))
  }

  async #subtree({ height, index }: Subtree): Promise<Uint8Array> {
    const level = Math.floor(height / 8)
    const width = 2 ** (height % 8)
    const first = index * width
    const elements = await this.#tile(level, Math.floor(first / tileWidth))
    const at = first % tileWidth
    return subtreeRoot(elements.slice(at, at + width), native)
  }

  #tile(level: number, n: number): Promise<Uint8Array[]> {
    const name = `${level}/${n}`
    const known = this.#known.get(name) ?? this.#read(level, n)
    this.#known.set(name, known)
    return known
  }

  async #read(level: number, n: number): Promise<Uint8Array[]> {
    const first = n * tileWidth
    const end = Math.min(first + tileWidth, Math.floor(this.#size / tileWidth ** level))
    if (end - first === tileWidth) {
      const data = await tileData(this.#from, this.#shard, level, n)
      if (data) return Array.from({ length: tileWidth }, (_, i) => data.subarray(i * 32, (i + 1) * 32))
    }
    if (level === 0) return await leafHashes(this.#from, this.#shard, first, end)
    return await tileRoots(this.#from, this.#shard, level - 1, first, end)
  }
}

const key = ({ height, index }: Subtree) => `${height}/${index}`
