import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fromBase64, fromHex, toHex, utf8 } from './bytes.ts'
import { leafHash, verifyConsistency, verifyInclusion } from './merkle.ts'
import { consistencyRanges, inclusionRanges, rangeHash, type Subtree } from './path.ts'
import { sha256 } from './sha256.ts'
import { subtreeRoot, Tree } from './tree.ts'
import vectors from './vectors/merkle.json' with { type: 'json' }

const native = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
const hashes = (proof: readonly string[] | null) => (proof ?? []).map(fromBase64)
const leaves = (count: number) => Array.from({ length: count }, (_, i) => leafHash(utf8(`entry ${i}`), native))
const rootOf = (all: readonly Uint8Array[]) => {
  const tree = new Tree(native)
  tree.append(all)
  return tree.root()
}
const stored = (all: readonly Uint8Array[]) => (s: Subtree) =>
  subtreeRoot(all.slice(s.index * 2 ** s.height, (s.index + 1) * 2 ** s.height), native)

describe('sha256', () => {
  it.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000])('agrees with Node on %i bytes', (length) => {
    const message = Uint8Array.from({ length }, (_, i) => i * 7)
    expect(toHex(sha256(message))).toBe(toHex(native(message)))
  })
})

describe('the outside vectors', () => {
  it.each(vectors.inclusion)('inclusion $case', ({ leafIdx, treeSize, root, leafHash: leaf, proof, wantErr }) => {
    const claim = {
      index: leafIdx,
      size: treeSize,
      root: fromBase64(root),
      leaf: fromBase64(leaf),
      proof: hashes(proof),
    }
    expect(verifyInclusion(claim)).toBe(!wantErr)
  })
  it.each(vectors.consistency)('consistency $case', ({ size1, size2, root1, root2, proof, wantErr }) => {
    const claim = { size1, size2, root1: fromBase64(root1 ?? ''), root2: fromBase64(root2 ?? ''), proof: hashes(proof) }
    expect(verifyConsistency(claim)).toBe(!wantErr)
  })
  it('roots of the eight RFC 6962 test leaves', () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
    const all = inputs.map((hex) => leafHash(fromHex(hex)))
    const roots = [0, 1, 2, 3, 8].map((size) => toHex(rootOf(all.slice(0, size))))
    expect(roots).toEqual([
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ])
  })
})

describe.each([1, 2, 3, 7, 255, 256, 257, 1000])('a tree of %i', (size) => {
  const all = leaves(size)
  const root = rootOf(all)
  const places = [...new Set([0, 1, Math.floor(size / 2), size - 2, size - 1])].filter((i) => i >= 0 && i < size)
  it('has the root that its definition gives', () => {
    expect(toHex(rangeHash([0, size], stored(all), native))).toBe(toHex(root))
  })
  it.each(places)('proves leaf %i, and nothing else with that proof', (index) => {
    const proof = inclusionRanges(index, size).map((range) => rangeHash(range, stored(all), native))
    const leaf = all[index] as Uint8Array
    expect(verifyInclusion({ leaf, index, size, proof, root })).toBe(true)
    expect(verifyInclusion({ leaf, index: index + 1, size, proof, root })).toBe(false)
    expect(verifyInclusion({ leaf, index, size, proof: [...proof, leaf], root })).toBe(false)
    expect(verifyInclusion({ leaf: native(leaf), index, size, proof, root })).toBe(false)
  })
  it.each(places.map((i) => i + 1))('proves that it grew from the tree of %i', (size1) => {
    const proof = consistencyRanges(size1, size).map((range) => rangeHash(range, stored(all), native))
    const root1 = rootOf(all.slice(0, size1))
    expect(verifyConsistency({ size1, root1, size2: size, root2: root, proof })).toBe(true)
    const forged = rootOf([native(utf8('other')), ...all.slice(1, size1)])
    expect(verifyConsistency({ size1, root1: forged, size2: size, root2: root, proof })).toBe(false)
  })
})

describe('Tree', () => {
  it('is the same after a restart at every size round a tile and round a level', () => {
    const all = leaves(66_000)
    const tree = new Tree(native)
    const tiles = tree.append(all.slice(0, 65_530))
    for (let size = 65_530; size < 65_545; size++) {
      const level1 = tiles.filter((tile) => tile.level === 0).slice(Math.floor(size / 65_536) * 256)
      const partials = [
        all.slice(size - (size % 256), size),
        level1.map((tile) => tile.root),
        Array(Math.floor(size / 65_536)).fill(tiles.find((tile) => tile.level === 1)?.root),
      ]
      const restored = Tree.restore(size, partials, native)
      expect(toHex(restored.root())).toBe(toHex(tree.root()))
      tiles.push(...tree.append([all[size] as Uint8Array]))
    }
    expect(tiles.map(({ level, n }) => `${level}/${n}`).slice(-3)).toEqual(['0/254', '0/255', '1/0'])
    expect(toHex(tiles.at(-1)?.root ?? utf8(''))).toBe(toHex(rootOf(all.slice(0, 65_536))))
  })
  it('refuses to go on from the wrong number of hashes', () => {
    expect(() => Tree.restore(3, [leaves(2)])).toThrow('needs 3 hashes')
  })
})
