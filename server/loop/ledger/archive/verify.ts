import {
  decodeEnvelope,
  equalBytes,
  fromBase64,
  fromUtf8,
  type Hash,
  leafHash,
  sha256,
  Tree,
  tileWidth,
  toBase64,
  toHex,
  verifyEnvelope,
} from '../format/index.ts'
import { openHead, type TrustedKeys, VerificationFailed } from '../proof/entry.ts'
import { keysOf } from '../proof/keys.ts'
import { ArchivedHead, ArchivedKeyset, ArchiveManifest, bundlePath, paths, TileFiles, unpackBundle } from './layout.ts'

/** Reads one file of the archive. @throws when there is none */
export type ReadFile = (path: string) => Promise<Uint8Array>

export interface ArchiveVerdict {
  shard: string
  origin: string
  size: number
  rootSha256: string
  /** sha256 of `archive.json`: it names every other file, so this names the archive. */
  archiveSha256: string
  heads: number
  /** True when the log's key was given; otherwise the archive's own was used. */
  pinned: boolean
}

/**
 * Reads an archived shard and recomputes everything: each file's digest, each entry's hash and signature, every tile, and every
 * head that was ever signed. Runs without our database, server or packages.
 * @param pinned the log's key as a C2SP verifier key, from somewhere you trust
 * @throws Error naming what does not hold
 */
export async function verifyArchive(
  read: ReadFile,
  { pinned = null, hash = sha256 }: { pinned?: string | null; hash?: Hash } = {},
): Promise<ArchiveVerdict> {
  const bytes = await read(paths.manifest)
  const manifest = ArchiveManifest.parse(JSON.parse(fromUtf8(bytes)))
  const files = checkedFiles(read, manifest, hash)
  const keyset = ArchivedKeyset.parse(JSON.parse(fromUtf8(await files.read(paths.keyset))))
  const keysets = keyset.keysets.map(({ envelope, proof }) => ({ envelope: fromBase64(envelope), proof }))
  const keys = await keysOf(keysets, pinned)
  const heads = await headsOf(files.read, keys)
  const tree = await replay(files.read, manifest.size, { heads, keys, hash })
  if (tree.size !== manifest.size || toBase64(tree.root()) !== manifest.root) {
    throw new VerificationFailed(`${paths.manifest} names another tree than the entries make`)
  }
  await sameHead(await files.read(paths.checkpoint), tree, keys)
  await files.readRest()
  const { shard, origin, size } = manifest
  const [rootSha256, archiveSha256] = [toHex(tree.root()), toHex(hash(bytes))]
  return { shard, origin, size, rootSha256, archiveSha256, heads: heads.size, pinned: pinned !== null }
}

/** Hands out only what the manifest names, with the digest it names. */
function checkedFiles(read: ReadFile, { files }: ArchiveManifest, hash: Hash) {
  const named = new Map(files.map(({ path, sha256 }) => [path, sha256]))
  const unread = new Set(named.keys())
  const checked: ReadFile = async (path) => {
    const bytes = await read(path)
    if (toHex(hash(bytes)) !== named.get(path))
      throw new VerificationFailed(`${path} is not the file that was archived`)
    unread.delete(path)
    return bytes
  }
  const readRest = async () => {
    for (const path of unread) await checked(path)
  }
  return { read: checked, readRest }
}

async function headsOf(read: ReadFile, keys: TrustedKeys): Promise<Map<number, Uint8Array>> {
  const heads = new Map<number, Uint8Array>()
  for (const line of fromUtf8(await read(paths.checkpoints))
    .split('\n')
    .filter(Boolean)) {
    const { size, note } = ArchivedHead.parse(JSON.parse(line))
    const head = await openHead(note, keys)
    if (head.size !== size) throw new VerificationFailed(`the head of ${size} speaks of ${head.size} entries`)
    heads.set(size, head.root)
  }
  return heads
}

async function replay(
  read: ReadFile,
  size: number,
  { heads, keys, hash }: { heads: ReadonlyMap<number, Uint8Array>; keys: TrustedKeys; hash: Hash },
): Promise<Tree> {
  const tree = new Tree(hash)
  const tiles = new TileFiles()
  while (tree.size < size) {
    const width = Math.min(tileWidth, size - tree.size)
    const entries = unpackBundle(await read(bundlePath({ n: tree.size / tileWidth, width })))
    if (entries.length !== width)
      throw new VerificationFailed(`entries from ${tree.size} on: ${entries.length}, not ${width}`)
    for (const entry of entries) {
      const leaf = leafHash(entry, hash)
      await signed(entry, tree.size, keys)
      await sameTiles(read, tiles.add([leaf], tree.append([leaf])))
      const root = heads.get(tree.size)
      if (root && !equalBytes(root, tree.root()))
        throw new VerificationFailed(`the head of ${tree.size} signs other entries`)
    }
  }
  await sameTiles(read, tiles.rest(size))
  return tree
}

async function signed(entry: Uint8Array, index: number, keys: TrustedKeys): Promise<void> {
  try {
    await verifyEnvelope(decodeEnvelope(entry), keys.entries)
  } catch (cause) {
    throw new VerificationFailed(`entry ${index}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

async function sameTiles(read: ReadFile, files: readonly { path: string; data: Uint8Array }[]): Promise<void> {
  for (const { path, data } of files) {
    if (!equalBytes(await read(path), data)) throw new VerificationFailed(`${path} is not what the entries make`)
  }
}

async function sameHead(note: Uint8Array, tree: Tree, keys: TrustedKeys): Promise<void> {
  const { size, root } = await openHead(fromUtf8(note), keys)
  if (size !== tree.size || !equalBytes(root, tree.root()))
    throw new VerificationFailed('the checkpoint signs another tree')
}
