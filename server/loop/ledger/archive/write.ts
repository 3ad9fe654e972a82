import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sha256 } from '#server/platform/digest.ts'
import { packageRoot } from '#server/platform/env.ts'
import { Failure, notFound } from '#server/platform/errors.ts'
import { canonicalize, formatTlogProof, leafHash, Tree, tileWidth, toBase64 } from '../format/index.ts'
import { lastKeysets } from '../keyset/store.ts'
import { native } from '../native.ts'
import type { LedgerReader } from '../ports.ts'
import { readKeyset } from '../proof/keys.ts'
import { headOf, proverAt } from '../prove.ts'
import { type CheckpointRow, checkpointsBetween, type EntryRow, latestCheckpoint, leafPage } from '../store.ts'
import {
  type ArchivedKeyset,
  type ArchiveManifest,
  archiveFormat,
  bundlePath,
  packBundle,
  paths,
  TileFiles,
} from './layout.ts'
import { readme } from './readme.ts'
import { type ArchiveVerdict, verifyArchive } from './verify.ts'

/** Built from `offline.ts` by `tools/verifier/build.ts`. */
const verifierFile = 'server/loop/ledger/archive/dist/verify.mjs'

/**
 * Writes everything a stranger needs to check a shard for ever, up to its newest head, then reads it back and checks it all.
 * @param folder is made; a file that is there already is never replaced
 * @throws Failure `notFound`, `refused`; VerificationFailed when what was read back does not hold
 */
export async function writeArchive(from: LedgerReader, shard: string, folder: string): Promise<ArchiveVerdict> {
  // Read before any head is taken: what is under a tree now is under every later head of it.
  const own = (await lastKeysets(from)).find((row) => row.shard === shard)
  const checkpoint = await latestCheckpoint(from, shard)
  if (!checkpoint || !own) throw notFound('shard')
  const { origin, size, root } = headOf(checkpoint)
  const write = writerTo(folder)
  await write.file(paths.checkpoint, checkpoint.note)
  await write.file(paths.checkpoints, await headLines(from, shard, size))
  const keyset = await keysetOf(from, own, checkpoint)
  await write.file(paths.keyset, JSON.stringify(keyset))
  await writeTree(from, shard, size, write.file)
  await write.file(paths.verifier, await readFile(join(packageRoot, verifierFile)))
  await write.file(paths.readme, readme({ shard, origin, size, checkpointKey: keyset.checkpointKey }))
  const manifest: ArchiveManifest = {
    format: archiveFormat,
    shard,
    origin,
    size,
    root: toBase64(root),
    files: write.files,
  }
  await write.file(paths.manifest, canonicalize(manifest))
  return await verifyFolder(folder)
}

/** Checks an archive in a folder. @throws Error naming what does not hold */
export async function verifyFolder(folder: string, pinned: string | null = null): Promise<ArchiveVerdict> {
  return await verifyArchive((path) => readFile(join(folder, path)), { pinned, hash: native })
}

type Write = (path: string, data: string | Uint8Array) => Promise<void>

function writerTo(folder: string): { files: ArchiveManifest['files']; file: Write } {
  const files: ArchiveManifest['files'] = []
  const file: Write = async (path, data) => {
    const target = join(folder, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, data, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EEXIST' ? taken(target) : error
    })
    files.push({ path, sha256: sha256(data) })
  }
  return { files, file }
}

const taken = (file: string) =>
  new Failure('refused', 'notEmpty', `${file} is there already. Nothing was replaced; choose an empty folder.`)

async function headLines(from: LedgerReader, shard: string, size: number): Promise<string> {
  const heads = await checkpointsBetween(from, shard, 0, size)
  return heads.map((head) => `${JSON.stringify({ size: head.size, note: head.note })}\n`).join('')
}

/** The tree's last keyset names every key there was until then, and stands under its newest head. */
async function keysetOf(from: LedgerReader, own: EntryRow, checkpoint: CheckpointRow): Promise<ArchivedKeyset> {
  const proof = formatTlogProof(await proverAt(from, checkpoint).include(own.idx ?? 0))
  return {
    checkpointKey: readKeyset(own.envelope).checkpointKey,
    keysets: [{ envelope: toBase64(own.envelope), proof }],
  }
}

async function writeTree(from: LedgerReader, shard: string, size: number, write: Write): Promise<void> {
  const tree = new Tree(native)
  const tiles = new TileFiles()
  while (tree.size < size) {
    const width = Math.min(tileWidth, size - tree.size)
    const entries = (await leafPage(from, shard, tree.size, width)).map(({ envelope }) => envelope ?? new Uint8Array())
    await write(bundlePath({ n: tree.size / tileWidth, width }), packBundle(entries))
    const leaves = entries.map((entry) => leafHash(entry, native))
    if (leaves.length === 0) throw new Error(`shard ${shard} holds ${tree.size} entries, not ${size}`)
    for (const { path, data } of tiles.add(leaves, tree.append(leaves))) await write(path, data)
  }
  for (const { path, data } of tiles.rest(size)) await write(path, data)
}
