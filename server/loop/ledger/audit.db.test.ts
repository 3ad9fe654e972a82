import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from './append.ts'
import { auditLedger } from './audit.ts'
import { overClient } from './sequencer/connection.ts'
import { clockDraft, contextOf } from './testing/drafts.ts'
import { sequencing } from './testing/sequencing.ts'

const database = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'ledger-'))
const signer = testSigner(scratch)
const superuser = new pg.Client({ connectionString: database.administrator })
await superuser.connect()
const ledger = overClient(superuser)
afterAll(async () => {
  await superuser.end()
  rmSync(scratch, { recursive: true })
})

beforeAll(async () => {
  await sequencing({ url: database.urls.sequencer, signer }, async () => {
    for (let i = 0; i < 20; i++) await append(ledger, clockDraft(), contextOf(signer))
    await vi.waitFor(async () => {
      expect((await superuser.query('select from ledger.leaf')).rowCount).toBe(22)
    }, 10_000)
  })
})

/** What only a superuser can do, and what the audit is for. Undone afterwards. */
async function tampered<T>(sql: string, look: () => Promise<T>): Promise<T> {
  await superuser.query('begin')
  try {
    for (const table of ['event', 'leaf', 'checkpoint', 'pending'])
      await superuser.query(`alter table ledger.${table} disable trigger all`)
    await superuser.query(sql)
    return await look()
  } finally {
    await superuser.query('rollback')
  }
}

describe('an audit', () => {
  it('finds nothing in an untouched ledger', async () => {
    const report = await auditLedger(ledger)
    expect(report).toMatchObject({ ok: true, entries: 22, faults: [] })
    expect(report.heads).toBeGreaterThan(0)
  })
  it.each([
    [
      'a changed byte',
      `update ledger.event set envelope = set_byte(envelope, 30, get_byte(envelope, 30) # 1) where event_id = ENTRY`,
      /not the one in the tree/,
    ],
    [
      'a changed byte with its leaf recomputed',
      `update ledger.event set envelope = set_byte(envelope, 30, get_byte(envelope, 30) # 1) where event_id = ENTRY; update ledger.leaf l set leaf_hash = e.leaf_hash from ledger.event e where e.event_id = l.event_id`,
      /no signature|not a DSSE|below it are not/,
    ],
    ['a removed leaf', 'delete from ledger.leaf where event_id = ENTRY', /is missing before it/],
    ['a removed body', 'delete from ledger.event where event_id = ENTRY', /gone/],
    ['leaves cut off the end', 'delete from ledger.leaf where idx > 10', /only 11 entries are left/],
    [
      'a forged head',
      `update ledger.checkpoint set note = replace(note, substr(note, position(E'\\n' in note) + 1, 2), '99')`,
      /signature of/,
    ],
    [
      'an entry taken from the queue',
      `insert into ledger.event (event_id, envelope, kind) values (gen_random_uuid(), '{}', 'clock')`,
      /neither in the tree nor waiting/,
    ],
  ])('finds %s', async (_, sql, complaint) => {
    const entry = `(select event_id from ledger.leaf where idx = 7)`
    const report = await tampered(sql.replaceAll('ENTRY', entry), () => auditLedger(ledger))
    expect(report.ok).toBe(false)
    expect(report.faults.map(({ what }) => what).join('; ')).toMatch(complaint)
  })
})
