import { nodeHash } from './merkle.ts'
import { type Hash, sha256 } from './sha256.ts'

/** Which stored subtrees a proof needs, and how they are put together. RFC 6962 §2.1.1 and §2.1.2. */

/** The perfect subtree over leaves `index * 2^height` up to, not including, `(index + 1) * 2^height`. */
export interface Subtree {
  height: number
  index: number
}

export type SubtreeHash = (subtree: Subtree) => Uint8Array

/** Leaves `from` up to, not including, `to`. */
type Range = readonly [from: number, to: number]

/** From the leaf's sibling up. @throws RangeError when the leaf is not in the tree. */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`leaf ${index} is not in a tree of ${size}`)
  const ranges: Range[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + split(to - from)
    if (index < middle) {
      ranges.unshift([middle, to])
      to = middle
    } else {
      ranges.unshift([from, middle])
      from = middle
    }
  }
  return ranges
}

/** @throws RangeError when `size1` is 0 or past `size2`. */
export function consistencyRanges(size1: number, size2: number): Range[] {
  if (!(size1 > 0 && size1 <= size2)) throw new RangeError(`no consistency proof from ${size1} to ${size2}`)
  const ranges: Range[] = []
  let [from, to] = [0, size2]
  while (size1 !== to) {
    const middle = from + split(to - from)
    if (size1 <= middle) {
      ranges.unshift([middle, to])
      to = middle
    } else {
      ranges.unshift([from, middle])
      from = middle
    }
  }
  return from === 0 ? ranges : [[from, to], ...ranges]
}

/** A range from a proof, as perfect subtrees from left to right. */
export function perfectSubtrees([from, to]: Range): Subtree[] {
  const subtrees: Subtree[] = []
  let at = from
  while (at < to) {
    let height = 0
    while (at % 2 ** (height + 1) === 0 && at + 2 ** (height + 1) <= to) height++
    subtrees.push({ height, index: at / 2 ** height })
    at += 2 ** height
  }
  return subtrees
}

/** The hash over a range, from the hashes of its perfect subtrees. */
export function rangeHash(range: Range, subtree: SubtreeHash, hash: Hash = sha256): Uint8Array {
  const parts = perfectSubtrees(range).map(subtree)
  return parts.reduceRight((right, left) => nodeHash(left, right, hash))
}

/** The largest power of two below `n` (n ≥ 2). */
function split(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}
