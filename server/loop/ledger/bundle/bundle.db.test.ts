import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { connect } from '#server/platform/db/index.ts'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from '../append.ts'
import { verifyBundle } from '../proof/bundle.ts'
import { gunzipStored, gzipStored } from '../proof/gzip.ts'
import { tar, untar } from '../proof/tar.ts'
import { type EntryView, entriesOfChange } from '../read.ts'
import { approvalDraft, clockDraft, contextOf, evidenceDraft, intentDraft } from '../testing/drafts.ts'
import { sequencing } from '../testing/sequencing.ts'
import { exportBundle, NotYetSequenced } from './export.ts'

const database = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'ledger-'))
const signer = testSigner(join(scratch, 'keys'))
const context = contextOf(signer)
const app = connect(database.urls.app)
afterAll(async () => {
  await app.$disconnect()
  rmSync(scratch, { recursive: true })
})

const change = 'change_bundle'
let bytes: Uint8Array
let entries: EntryView[]

async function sequenceAll(changeId: string): Promise<void> {
  const failures = await sequencing({ url: database.urls.sequencer, signer }, async () => {
    await vi.waitFor(async () => {
      expect((await entriesOfChange(app, changeId)).every(({ grade }) => grade === 'sequenced')).toBe(true)
    }, 10_000)
  })
  expect(failures).toEqual([])
}

async function written(changeId: string) {
  return (await entriesOfChange(app, changeId)).map(({ entryId, kind, leafSha256 }) => ({ entryId, kind, leafSha256 }))
}

beforeAll(async () => {
  await append(app, intentDraft(change, 'person_1', 'Ada’s words'), context)
  await append(app, clockDraft('change_other'), context)
  const evidence = evidenceDraft(change, await written(change))
  await append(app, evidence, context)
  await append(app, approvalDraft(change, evidence.subjects[0]?.sha256 ?? ''), context)
  await expect(exportBundle(app, change, signer)).rejects.toThrow(NotYetSequenced)
  await sequenceAll(change)
  bytes = (await exportBundle(app, change, signer)).bytes
  entries = await entriesOfChange(app, change)
})

describe('an evidence bundle', () => {
  it('verifies without the database, and says what was proved and what was not', async () => {
    const verdict = await verifyBundle(bytes)
    expect(verdict).toMatchObject({ ok: true, changeId: change, faults: [] })
    expect(verdict.entries.map(({ kind }) => kind)).toEqual(['intent', 'evidence', 'approval'])
    expect(verdict.proved.join(' ')).toMatch(/3 entries .* tree of 6 entries .* lists only entries .* 1 approval/)
    expect(verdict.notProved.join(' ')).toMatch(/Compare it with one you trust.*No outside witness/)
  })
  it('is the same bytes every time', async () => {
    expect(Buffer.from((await exportBundle(app, change, signer)).bytes).equals(bytes)).toBe(true)
  })
  it('holds nobody’s words', () => expect(Buffer.from(bytes).toString()).not.toMatch(/Ada|person_1/))
  it('opens with the tools everyone has', () => {
    const file = join(scratch, 'bundle.tar.gz')
    writeFileSync(file, bytes)
    const list = execFileSync('tar', ['-tzf', file]).toString().trim().split('\n')
    expect(list).toContain('entries/0002-approval.dsse.json')
    expect(gunzipSync(bytes).equals(gunzipStored(bytes))).toBe(true)
  })
  it('accepts the log’s key when it is the one we trust, and no other', async () => {
    const key = (await verifyBundle(bytes)).notProved[0]?.split('trust: ')[1] ?? ''
    expect((await verifyBundle(bytes, { checkpointKey: key })).notProved[0]).toMatch(/^That no entry/)
    const other = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
    expect((await verifyBundle(bytes, { checkpointKey: other })).faults[0]?.what).toMatch(/not the one you trust/)
  })
})

describe('tampering', () => {
  it('with one byte of an entry is named by that entry', async () => {
    for (const [at, { entryId }] of entries.entries()) {
      const changed = Uint8Array.from(bytes)
      const place = Buffer.from(bytes).indexOf(`entries/000${at}-${entries[at]?.kind}.dsse.json\0`) + 512 + 40
      changed[place] = (changed[place] as number) ^ 1
      const { ok, faults } = await verifyBundle(changed)
      expect(ok).toBe(false)
      expect(faults[0]?.where).toContain(entryId)
    }
  })
  it.each([0, 1, 10, 100, 511, 5000])('by cutting it to %i bytes is noticed', async (length) => {
    expect((await verifyBundle(bytes.subarray(0, length))).ok).toBe(false)
  })
  it('by adding bytes at the end is noticed', async () => {
    expect((await verifyBundle(Buffer.concat([bytes, Buffer.alloc(1)]))).ok).toBe(false)
  })
  it('by adding, dropping or swapping a file is noticed', async () => {
    const files = untar(gunzipStored(bytes))
    const last = files.at(-1) as (typeof files)[number]
    for (const other of [[...files, { ...last, path: 'extra.txt' }], files.slice(0, -1), [...files].reverse()]) {
      expect((await verifyBundle(gzipStored(tar(other)))).ok).toBe(false)
    }
  })
  it('by somebody with keys of their own is noticed', async () => {
    const forger = testSigner(join(scratch, 'forger'))
    const forged = await exportBundle(app, change, forger)
    expect((await verifyBundle(forged.bytes)).faults[0]?.what).toContain('no signature of a known key')
  })
})

describe('claims between entries', () => {
  it.each([
    [
      'an approval of evidence that is not there',
      approvalDraft('change_a', 'ab'.repeat(32)),
      /approves evidence that is not in this bundle/,
    ],
    [
      'evidence of an entry that is not there',
      evidenceDraft('change_b', [
        { entryId: '01936f0c-7a5b-7c4e-9b1d-2f3a4b5c6d7e', kind: 'intent', leafSha256: 'ab'.repeat(32) },
      ]),
      /not in this bundle/,
    ],
    [
      'evidence under a false digest',
      {
        ...evidenceDraft('change_c', []),
        predicate: { ...evidenceDraft('change_c', []).predicate, bundleSha256: 'ab'.repeat(32) },
      },
      /its digest is not that of its manifest/,
    ],
  ])('%s is refused', async (_, draft, complaint) => {
    await append(app, draft as Parameters<typeof append>[1], context)
    await sequenceAll(draft.changeId ?? '')
    const verdict = await verifyBundle((await exportBundle(app, draft.changeId ?? '', signer)).bytes)
    expect(verdict.ok).toBe(false)
    expect(verdict.faults[0]?.what).toMatch(complaint)
  })
})
