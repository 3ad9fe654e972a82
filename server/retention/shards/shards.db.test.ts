import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { append } from '#server/loop/ledger/append.ts'
import { verifyFolder } from '#server/loop/ledger/archive/index.ts'
import { auditLedger, ledgerHead } from '#server/loop/ledger/index.ts'
import { clockDraft, contextOf, intentDraft } from '#server/loop/ledger/testing/drafts.ts'
import { sequencing } from '#server/loop/ledger/testing/sequencing.ts'
import { shardsKeptYears } from '#server/loop/ledger/thresholds.ts'
import type { KeyRing } from '#server/ports/key-ring.ts'
import { ports } from '#server/ports/wired.ts'
import { person, testInstance } from '#server/testing/instance.ts'
import { liftHold, placeHold, retentionStatus } from '../index.ts'
import { archiveShard, askDrop, confirmDrop } from './index.ts'

const { app, raw, sequencerUrl } = await testInstance()
const scratch = mkdtempSync(join(tmpdir(), 'archive-'))
afterAll(() => rmSync(scratch, { recursive: true }))
await raw.query('update clock set movable = true')
const [legal, admin] = [person('person_legal', 'legal'), person('person_admin', 'admin')]
const folder = join(scratch, 'shard')
const many = 600
let shard = ''

beforeAll(async () => {
  const context = { ...contextOf(ports().signer), keys: ports().keyEncryption }
  await app.$transaction(
    async (tx) => {
      await append(tx, intentDraft('change_old', 'person_old', 'old words'), context)
      for (let n = 1; n < many; n++) await append(tx, clockDraft(), context)
    },
    { timeout: 60_000 },
  )
  await sequence()
  shard = (await ledgerHead(app))?.shard ?? ''
}, 90_000)

async function sequence() {
  await sequencing({ url: sequencerUrl, signer: ports().signer as KeyRing }, async () => {
    await vi.waitFor(async () => expect((await ledgerHead(app))?.waiting).toBe(0), 20_000)
  })
}

const verify = promisify(execFile)
const offline = (at: string, ...args: string[]) => verify(process.execPath, [join(at, 'verify.mjs'), ...args])

describe('an archive', () => {
  it('is written, read back, and on record', async () => {
    const found = await archiveShard(legal, { shard, folder })
    expect(found.size).toBeGreaterThan(many)
    expect(await verifyFolder(folder)).toMatchObject({ shard, archiveSha256: found.archiveSha256 })
    await expect(archiveShard(legal, { shard, folder })).rejects.toMatchObject({ reason: 'notEmpty' })
  })

  it('is checked by the program that lies in it, alone', async () => {
    const alone = join(scratch, 'alone')
    cpSync(folder, alone, { recursive: true })
    const { stdout } = await offline(alone)
    expect(stdout).toContain('OK:')
    const key = /--key '([^']+)'/.exec(readFileSync(join(folder, 'README.md'), 'utf8'))?.[1] ?? ''
    expect((await offline(alone, '--key', key)).stdout).toContain('your key')
    await expect(
      offline(
        alone,
        '--key',
        key.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      ),
    ).rejects.toMatchObject({ code: 1 })
  })

  it.each([
    'checkpoint',
    'checkpoints.jsonl',
    'keyset.json',
    'tile/0/000',
    'tile/0/001',
    'tile/1/000.p/2',
    'tile/entries/000',
    'archive.json',
    'README.md',
  ])(
    'with one byte of %s changed does not hold',
    async (file) => {
      const altered = join(scratch, `altered-${file.replaceAll('/', '_')}`)
      cpSync(folder, altered, { recursive: true })
      const bytes = readFileSync(join(altered, file))
      const at = Math.floor(bytes.length / 2)
      bytes[at] = (bytes[at] ?? 0) ^ 1
      writeFileSync(join(altered, file), bytes)
      await expect(offline(altered)).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('NOT OK') })
      rmSync(altered, { recursive: true })
    },
    30_000,
  )
})

describe('a shard', () => {
  it('is not dropped while it is written to, before its time, without its archive, or under a hold', async () => {
    await expect(askDrop(legal, { shard })).rejects.toMatchObject({ reason: 'newest' })
    await sequence()
    await raw.query(`insert into ledger.shard (shard, origin) values ('2099q1', 'later')`)
    await expect(askDrop(legal, { shard })).rejects.toMatchObject({ reason: 'tooEarly' })
    await expect(askDrop(legal, { shard: '1999q1' })).rejects.toMatchObject({ reason: 'unknownShard' })
    const status = await retentionStatus(legal, {})
    const [line] = status.shards
    const [year, quarter] = [Number(shard.slice(0, 4)), Number(shard.slice(5))]
    expect(line?.keptUntil).toBe(new Date(Date.UTC(year + shardsKeptYears, quarter * 3, 1)).toISOString())
    await raw.query('update clock set offset_ms = offset_ms + $1', [8 * 366 * 86_400_000])
    await expect(askDrop(legal, { shard })).rejects.toMatchObject({ reason: 'notArchived' })
  })

  it('is dropped by two; its final head stays, the audit holds, and the archive still does', async () => {
    const last = join(scratch, 'final')
    const archived = await archiveShard(legal, { shard, folder: last })
    const hold = await placeHold(legal, { scope: 'shard', target: shard, reason: 'Case' })
    await expect(askDrop(legal, { shard })).rejects.toMatchObject({ reason: 'held' })
    await liftHold(legal, { holdId: hold.holdId, reason: 'Closed' })
    const { removalId } = await askDrop(legal, { shard })
    await expect(confirmDrop(legal, { removalId })).rejects.toMatchObject({ reason: 'samePerson' })
    await expect(raw.query('select ledger.drop_shard($1, $2)', [removalId, 'person_legal'])).rejects.toThrow('must')
    const { entries } = await confirmDrop(admin, { removalId })
    expect(entries).toBe(archived.size)
    const rows = await raw.query(
      'select (select count(*) from ledger.leaf)::int as leaves, (select count(*) from ledger.checkpoint)::int as heads, (select count(*) from ledger.disclosure d join ledger.event using (event_id) where subject = $1)::int as words',
      ['person_old'],
    )
    expect(rows.rows).toEqual([{ leaves: 0, heads: 1, words: 0 }])
    expect(await auditLedger(app)).toMatchObject({ ok: true, faults: [] })
    expect((await offline(last)).stdout).toContain(`root sha256:${archived.rootSha256}`)
    await expect(askDrop(legal, { shard })).rejects.toMatchObject({ reason: 'unknownShard' })
  })
})
