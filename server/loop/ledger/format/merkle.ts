import { equalBytes } from './bytes.ts'
import { type Hash, sha256 } from './sha256.ts'

/** RFC 6962 §2.1 (the same tree as RFC 9162 §2.1): hashes, and the two checks a stranger makes. Sizes are < 2^53. */

export function leafHash(entry: Uint8Array, hash: Hash = sha256): Uint8Array {
  const prefixed = new Uint8Array(entry.length + 1)
  prefixed.set(entry, 1)
  return hash(prefixed)
}

export function nodeHash(left: Uint8Array, right: Uint8Array, hash: Hash = sha256): Uint8Array {
  const prefixed = new Uint8Array(65)
  prefixed[0] = 1
  prefixed.set(left, 1)
  prefixed.set(right, 33)
  return hash(prefixed)
}

export function emptyRoot(hash: Hash = sha256): Uint8Array {
  return hash(new Uint8Array(0))
}

/** RFC 9162 §2.1.3.2. False for every index outside the tree and every proof of a wrong length. */
export function verifyInclusion(claim: {
  leaf: Uint8Array
  index: number
  size: number
  proof: readonly Uint8Array[]
  root: Uint8Array
  hash?: Hash
}): boolean {
  const { leaf, index, size, proof, root, hash = sha256 } = claim
  if (!isSize(index) || !isSize(size) || index >= size || !allHashes([leaf, root, ...proof])) return false
  let [fn, sn] = [index, size - 1]
  let running = leaf
  for (const sibling of proof) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      running = nodeHash(sibling, running, hash)
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else running = nodeHash(running, sibling, hash)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && equalBytes(running, root)
}

/** RFC 9162 §2.1.4.2: the tree of `size1` is a prefix of the tree of `size2`. That an empty tree grew says nothing: refused. */
export function verifyConsistency(claim: {
  size1: number
  root1: Uint8Array
  size2: number
  root2: Uint8Array
  proof: readonly Uint8Array[]
  hash?: Hash
}): boolean {
  const { size1, root1, size2, root2, proof, hash = sha256 } = claim
  if (!isSize(size1) || !isSize(size2) || size1 > size2) return false
  if (size1 === 0 && (size2 > 0 || !equalBytes(root1, emptyRoot(hash)))) return false
  if (size1 === size2) return proof.length === 0 && equalBytes(root1, root2)
  if (!allHashes([root1, root2, ...proof])) return false
  const path = isPowerOfTwo(size1) ? [root1, ...proof] : [...proof]
  const first = path.shift()
  if (first === undefined) return false
  let [fn, sn] = [size1 - 1, size2 - 1]
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)]
  let [old, now] = [first, first]
  for (const node of path) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      old = nodeHash(node, old, hash)
      now = nodeHash(node, now, hash)
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else now = nodeHash(now, node, hash)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && equalBytes(old, root1) && equalBytes(now, root2)
}

const half = (n: number) => Math.floor(n / 2)
const isOdd = (n: number) => n % 2 === 1
const isSize = (n: number) => Number.isSafeInteger(n) && n >= 0
const isPowerOfTwo = (n: number) => Number.isInteger(Math.log2(n))
const allHashes = (hashes: readonly Uint8Array[]) => hashes.every((hash) => hash.length === 32)
