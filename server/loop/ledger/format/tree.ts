import { concat } from './bytes.ts'
import { emptyRoot, nodeHash } from './merkle.ts'
import { type Hash, sha256 } from './sha256.ts'

/** Hashes in one full tile, as C2SP tlog-tiles fixes it (tile height 8). */
export const tileWidth = 256

/** A full tile, and the hash of the subtree it spans, which is element `n` of the level above. */
export interface Tile {
  level: number
  n: number
  data: Uint8Array
  root: Uint8Array
}

/**
 * A growing RFC 6962 tree that remembers only its right edge: O(log n) hashes, and the unfinished tile of each level.
 * `partials[level]` holds the hashes of that level's unfinished tile, oldest first.
 */
export class Tree {
  #size = 0
  readonly #edge: Uint8Array[] = []
  readonly #partials: Uint8Array[][] = []
  readonly #hash: Hash

  constructor(hash: Hash = sha256) {
    this.#hash = hash
  }

  /** A tree as it was at `size`, from the unfinished tiles of that moment. */
  static restore(size: number, partials: readonly (readonly Uint8Array[])[], hash: Hash = sha256): Tree {
    const tree = new Tree(hash)
    tree.#size = size
    for (const [level, hashes] of partials.entries()) {
      const expected = Math.floor(size / tileWidth ** level) % tileWidth
      if (hashes.length !== expected)
        throw new RangeError(`level ${level} needs ${expected} hashes, not ${hashes.length}`)
      tree.#partials[level] = [...hashes]
      tree.#restoreEdge(level, hashes)
    }
    return tree
  }

  get size(): number {
    return this.#size
  }

  /** Adds leaf hashes in order and returns the tiles they filled. */
  append(leaves: Iterable<Uint8Array>): Tile[] {
    const filled: Tile[] = []
    for (const leaf of leaves) this.#add(leaf, filled)
    return filled
  }

  root(): Uint8Array {
    let root: Uint8Array | undefined
    for (let height = 0, rest = this.#size; rest > 0; height++, rest = Math.floor(rest / 2)) {
      if (rest % 2 === 0) continue
      const left = this.#edge[height] as Uint8Array
      root = root === undefined ? left : nodeHash(left, root, this.#hash)
    }
    return root ?? emptyRoot(this.#hash)
  }

  #add(leaf: Uint8Array, filled: Tile[]): void {
    let node = leaf
    let height = 0
    this.#partial(0).push(leaf)
    for (let rest = this.#size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      node = nodeHash(this.#edge[height] as Uint8Array, node, this.#hash)
      height++
      if (height % 8 === 0) filled.push(this.#finishTile(height / 8 - 1, node))
    }
    this.#edge[height] = node
    this.#size++
  }

  /** Called when the hash over the level's 256th element is made: the tile is full, and that hash is its root. */
  #finishTile(level: number, root: Uint8Array): Tile {
    const data = concat(...this.#partial(level))
    this.#partials[level] = []
    this.#partial(level + 1).push(root)
    return { level, n: Math.floor(this.#size / tileWidth ** (level + 1)), data, root }
  }

  #partial(level: number): Uint8Array[] {
    this.#partials[level] ??= []
    return this.#partials[level]
  }

  #restoreEdge(level: number, hashes: readonly Uint8Array[]): void {
    let at = 0
    for (let bit = 7; bit >= 0; bit--) {
      if ((hashes.length & (1 << bit)) === 0) continue
      this.#edge[level * 8 + bit] = subtreeRoot(hashes.slice(at, at + (1 << bit)), this.#hash)
      at += 1 << bit
    }
  }
}

/** The hash over `2^k` neighbouring hashes. */
export function subtreeRoot(hashes: readonly Uint8Array[], hash: Hash = sha256): Uint8Array {
  let row = hashes
  while (row.length > 1) {
    row = Array.from({ length: row.length / 2 }, (_, i) =>
      nodeHash(row[2 * i] as Uint8Array, row[2 * i + 1] as Uint8Array, hash),
    )
  }
  return row[0] as Uint8Array
}
