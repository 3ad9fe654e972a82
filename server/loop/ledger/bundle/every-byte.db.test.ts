import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { connect } from '#server/platform/db/index.ts'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { insertAnchor, rootAt } from '../anchor/store.ts'
import { append } from '../append.ts'
import { verifyBundle } from '../proof/bundle.ts'
import { gunzipStored, gzipStored } from '../proof/gzip.ts'
import { tar, untar } from '../proof/tar.ts'
import { entriesOfChange } from '../read.ts'
import { contextOf, intentDraft } from '../testing/drafts.ts'
import { sequencing } from '../testing/sequencing.ts'
import { exportBundle } from './export.ts'

const database = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'ledger-'))
const signer = testSigner(join(scratch, 'keys'))
const app = connect(database.urls.app)
afterAll(async () => {
  await app.$disconnect()
  rmSync(scratch, { recursive: true })
})

/** What the default run spends on each; `LEDGER_EVERY_BYTE=1`, as the nightly run sets it, tries every byte: a minute or two. */
const budgetMs = 4_000
const every = process.env.LEDGER_EVERY_BYTE === '1'
const change = 'change_bytes'
let bytes: Uint8Array

beforeAll(async () => {
  await append(app, intentDraft(change, 'person_1', 'words'), contextOf(signer))
  await sequencing({ url: database.urls.sequencer, signer }, async () => {
    await vi.waitFor(async () => expect((await entriesOfChange(app, change))[0]?.place).toBeTruthy(), 20_000)
  })
  await anchor()
  bytes = (await exportBundle(app, change, signer)).bytes
})

async function anchor(): Promise<void> {
  const [shard, size] = [(await entriesOfChange(app, change))[0]?.place?.shard ?? '', 3]
  const root = (await rootAt(app, shard, size)) ?? new Uint8Array()
  const at = '2026-01-01T00:00:00.000Z'
  const head = { shard, size, root, at }
  const token = Uint8Array.of(0x30, 0)
  await insertAnchor(app, { ...head, kind: 'git', place: '/remote', commit: 'ab'.repeat(20), token: null })
  await insertAnchor(app, { ...head, kind: 'rfc3161', place: 'https://tsa.example/', commit: null, token })
}

/** Changes one byte after the other, as many as the time allows, spread evenly. @returns how many were tried */
async function changeEach(of: Uint8Array, look: (changed: Uint8Array, at: number) => Promise<void>): Promise<number> {
  const order = Array.from({ length: of.length }, (_, at) => at).sort(byBitReversal)
  const end = performance.now() + budgetMs
  let tried = 0
  for (const at of order) {
    if (!every && performance.now() > end) break
    const changed = Uint8Array.from(of)
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
    await look(changed, at)
    tried++
  }
  return tried
}

/** Neighbours far apart, so that stopping anywhere leaves no part untried. */
const reversed = (n: number) => Number.parseInt(n.toString(2).padStart(24, '0').split('').reverse().join(''), 2)
const byBitReversal = (a: number, b: number) => reversed(a) - reversed(b)

/** What the refusal must name when this byte of the tar is not as it was. */
function placesOf(content: Uint8Array): string[] {
  const names: string[] = []
  for (const { path, data } of untar(content)) {
    const entryId = new RegExp(`^(entries|keyset)/`).test(path) ? '^entry [0-9a-f-]{36} ' : path
    const length = 512 + Math.ceil(data.length / 512) * 512
    for (let i = 0; i < length; i++) names.push(i < 512 || i >= 512 + data.length ? '' : entryId)
  }
  return names
}

describe('every single byte of a bundle', { timeout: 900_000 }, () => {
  it('is as it was', async () => expect((await verifyBundle(bytes)).faults).toEqual([]))

  it('changed in the file, is refused, and the place is named', async ({ annotate }) => {
    const tried = await changeEach(bytes, async (changed, at) => {
      const { ok, faults } = await verifyBundle(changed)
      expect(ok, `byte ${at}`).toBe(false)
      expect(faults[0]?.where, `byte ${at}`).toMatch(
        /^(entry [0-9a-f-]{36} |anchors\/|manifest|report|the archive|the bundle)/,
      )
    })
    await annotate(`${tried} of ${bytes.length} bytes`, 'notice')
    expect(tried).toBeGreaterThan(every ? bytes.length - 1 : 100)
  })

  it('changed in the archive, and packed again with a right checksum, is refused by the name of its file or entry', async ({
    annotate,
  }) => {
    const content = gunzipStored(bytes)
    const places = placesOf(content)
    const tried = await changeEach(content, async (changed, at) => {
      const { ok, faults } = await verifyBundle(gzipStored(changed))
      expect(ok, `byte ${at}`).toBe(false)
      const said = `${faults[0]?.where}: ${faults[0]?.what}`
      expect(said, `byte ${at}`).toMatch(new RegExp(places[at] ?? ''))
    })
    await annotate(`${tried} of ${content.length} bytes`, 'notice')
    expect(tried).toBeGreaterThan(every ? content.length - 1 : 100)
  })

  it('of an anchor, signed anew by somebody without the log’s key, is refused', async () => {
    const files = untar(gunzipStored(bytes)).map((file) =>
      file.path.endsWith('.token') ? { ...file, data: Uint8Array.of(0x30, 1) } : file,
    )
    const { faults } = await verifyBundle(gzipStored(tar(files)))
    expect(faults[0]).toMatchObject({ where: expect.stringContaining('.token') })
  })
})
