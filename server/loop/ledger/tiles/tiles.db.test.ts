import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { connect as prisma } from '#server/platform/db/index.ts'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from '../append.ts'
import {
  type Checkpoint,
  consistencyRanges,
  noteKey,
  openCheckpoint,
  perfectSubtrees,
  rangeHash,
  rawFromSpki,
  type Subtree,
  subtreeRoot,
  Tree,
  tilePath,
  tileWidth,
  verifyConsistency,
} from '../format/index.ts'
import { entry } from '../read.ts'
import { shards } from '../store.ts'
import { clockDraft, contextOf } from '../testing/drafts.ts'
import { sequencing } from '../testing/sequencing.ts'
import { readLog } from './index.ts'

const database = await testDatabase()
const url = database.urls.sequencer
const scratch = mkdtempSync(join(tmpdir(), 'ledger-'))
const signer = testSigner(scratch)
const app = prisma(database.urls.app)
afterAll(async () => {
  await app.$disconnect()
  rmSync(scratch, { recursive: true })
})

let shard = ''
/** Heads that a stranger kept, oldest first. */
const kept: Checkpoint[] = []

/** Adds entries until the tree has so many more, and keeps the head as a stranger would. */
async function grow(by: number): Promise<void> {
  const last = await app.$transaction(async (tx) => {
    for (let i = 1; i < by; i++) await append(tx, clockDraft('change'), contextOf(signer))
    return await append(tx, clockDraft('change'), contextOf(signer))
  })
  await sequencing({ url, signer }, () =>
    vi.waitFor(async () => expect((await entry(app, last.entryId))?.grade).toBe('sequenced'), 20_000),
  )
  const opened = (await shards(app))[0]
  shard = opened?.shard ?? ''
  const note = (await readLog(app, shard, 'checkpoint'))?.body as string
  const { spki } = await signer.publicKey('checkpoint')
  kept.push(await openCheckpoint(note, noteKey(opened?.origin ?? '', rawFromSpki(spki))))
}

/** One tile, over the stranger's wire. */
async function tile(level: number, n: number, size: number): Promise<Uint8Array[]> {
  const width = Math.min(tileWidth, Math.floor(size / tileWidth ** level) - n * tileWidth)
  const file = await readLog(app, shard, tilePath({ level, n, width }))
  const bytes = file?.body as Uint8Array
  return Array.from({ length: width }, (_, at) => bytes.slice(at * 32, (at + 1) * 32))
}

async function subtree({ height, index }: Subtree, size: number): Promise<Uint8Array> {
  const [level, width] = [Math.floor(height / 8), 2 ** (height % 8)]
  const first = index * width
  const elements = await tile(level, Math.floor(first / tileWidth), size)
  return subtreeRoot(elements.slice(first % tileWidth, (first % tileWidth) + width))
}

async function proof(size1: number, size2: number): Promise<Uint8Array[]> {
  const hashes = consistencyRanges(size1, size2).map(async (range) => {
    const known = new Map<Subtree, Uint8Array>()
    const parts = perfectSubtrees(range)
    for (const part of parts) known.set(part, await subtree(part, size2))
    const at = ({ height, index }: Subtree) =>
      known.get(parts.find((part) => part.height === height && part.index === index) as Subtree) as Uint8Array
    return rangeHash(range, at)
  })
  return await Promise.all(hashes)
}

beforeAll(async () => {
  for (const by of [3, 251, 2, 300]) await grow(by)
}, 120_000)

describe('a log that strangers read', () => {
  it('gives the root of each head that it signed, from its tiles alone', async () => {
    for (const { size, root } of kept) {
      const tree = new Tree()
      for (let n = 0; n * tileWidth < size; n++) tree.append(await tile(0, n, size))
      expect(tree.root()).toEqual(root)
    }
  })

  it('shows that it only grew between any two of them', async () => {
    for (const [at, before] of kept.entries())
      for (const after of kept.slice(at + 1)) {
        const grown = { size1: before.size, root1: before.root, size2: after.size, root2: after.root }
        const path = await proof(before.size, after.size)
        expect(verifyConsistency({ ...grown, proof: path })).toBe(true)
        const other = Uint8Array.from(before.root, (byte, i) => (i === 0 ? byte ^ 1 : byte))
        expect(verifyConsistency({ ...grown, root1: other, proof: path })).toBe(false)
      }
  })

  it('still serves a tile that was partial once', async () => {
    const full = (await readLog(app, shard, 'tile/0/000'))?.body as Uint8Array
    expect(full).toHaveLength(8_192)
    expect((await readLog(app, shard, 'tile/0/000.p/5'))?.body).toEqual(full.slice(0, 160))
  })

  it.each([
    'tile/0/002',
    'tile/0/002.p/255',
    'tile/3/000',
    'tile/entries/000',
    'tile/0/../../checkpoint',
    '',
    'Checkpoint',
  ])('has no %s', async (path) => expect(await readLog(app, shard, path)).toBeNull())

  it('has no other shard', async () => expect(await readLog(app, '1999q1', 'checkpoint')).toBeNull())
})
