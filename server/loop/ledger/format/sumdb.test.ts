import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { concat, fromHex, toHex, utf8 } from './bytes.ts'
import { leafHash, nodeHash, verifyConsistency, verifyInclusion } from './merkle.ts'
import { consistencyRanges, inclusionRanges, rangeHash, type Subtree } from './path.ts'
import { Tree } from './tree.ts'
import vectors from './vectors/sumdb-trees.json' with { type: 'json' }

const native = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
const largest = Math.max(...vectors.trees.map(({ size }) => size))
const leaves = Array.from({ length: largest }, (_, i) => leafHash(utf8(`entry ${i}`), native))

/** The perfect subtrees over all leaves, by height: what a database of tiles would give. */
const rows: Uint8Array[][] = [leaves]
for (let row = leaves; row.length > 1; row = rows.at(-1) ?? []) {
  const pairs = Array.from({ length: Math.floor(row.length / 2) }, (_, i) => [row[2 * i], row[2 * i + 1]] as const)
  rows.push(pairs.map(([left, right]) => nodeHash(left as Uint8Array, right as Uint8Array, native)))
}
const stored = ({ height, index }: Subtree) => rows[height]?.[index] as Uint8Array

const roots = new Map(vectors.trees.map(({ size, root }) => [size, fromHex(root)]))
const read = (line: string) => {
  const [at = '', hashes = '', sha256 = ''] = line.split(' ')
  return { at: Number(at), hashes: Number(hashes), sha256 }
}
const spelled = (proof: readonly Uint8Array[]) => ({ hashes: proof.length, sha256: toHex(native(concat(...proof))) })

/** What Go’s own log says of the same records: at 0, round powers of two, round a tile and round a level of tiles. */
describe.each(vectors.trees)('a log of $size, as Go’s sumdb/tlog has it', ({ size, root, leaves: proved, grown }) => {
  const tree = new Tree(native)
  tree.append(leaves.slice(0, size))

  it('has that root', () => expect(toHex(tree.root())).toBe(root))

  it('has those inclusion proofs, and each proves its leaf only', () => {
    for (const { at: index, ...proof } of proved.map(read)) {
      const hashes = inclusionRanges(index, size).map((range) => rangeHash(range, stored, native))
      expect(spelled(hashes), `leaf ${index}`).toEqual(proof)
      const claim = { leaf: leaves[index] as Uint8Array, index, size, proof: hashes, root: fromHex(root), hash: native }
      expect(verifyInclusion(claim)).toBe(true)
      expect(verifyInclusion({ ...claim, leaf: native(claim.leaf) })).toBe(false)
      expect(verifyInclusion({ ...claim, index: index === 0 ? 1 : index - 1 })).toBe(false)
      expect(verifyInclusion({ ...claim, proof: hashes.slice(1) })).toBe(hashes.length === 0)
    }
  })

  it('has those consistency proofs, and each proves its growth only', () => {
    for (const { at: size1, ...proof } of grown.map(read)) {
      const earlier = new Tree(native)
      earlier.append(leaves.slice(0, size1))
      const hashes = consistencyRanges(size1, size).map((range) => rangeHash(range, stored, native))
      expect(spelled(hashes), `from ${size1}`).toEqual(proof)
      const root1 = earlier.root()
      expect(toHex(roots.get(size1) ?? root1)).toBe(toHex(root1))
      const claim = { size1, root1, size2: size, root2: fromHex(root), proof: hashes, hash: native }
      expect(verifyConsistency(claim)).toBe(true)
      expect(verifyConsistency({ ...claim, root1: native(root1) })).toBe(false)
      expect(verifyConsistency({ ...claim, proof: [...hashes, root1] })).toBe(false)
    }
  })
})
