import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from './append.ts'
import { overClient } from './sequencer/connection.ts'
import { contextOf, intentDraft } from './testing/drafts.ts'
import { sequencing } from './testing/sequencing.ts'

/** What the application's own role must not do with the functions that remove things. */
const database = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'removal-'))
const signer = testSigner(scratch)
const application = new pg.Client({ connectionString: database.urls.app })
const superuser = new pg.Client({ connectionString: database.administrator })
await Promise.all([application.connect(), superuser.connect()])
afterAll(async () => {
  await Promise.all([application.end(), superuser.end()])
  rmSync(scratch, { recursive: true })
})

const ask = (id: string, kind: string, target: string) =>
  application.query(
    `insert into removal (id, kind, target, ground, requested_by, requested_at) values ($1, $2, $3, 'objection', 'one', now())`,
    [id, kind, target],
  )
let shard = ''

beforeAll(async () => {
  const ledger = overClient(application)
  await append(ledger, intentDraft('change', 'person', 'words'), contextOf(signer))
  await sequencing({ url: database.urls.sequencer, signer }, async () => {
    const waiting = 'select count(*)::int as n from ledger.checkpoint where size >= 3'
    await vi.waitFor(async () => expect((await superuser.query(waiting)).rows[0].n).toBeGreaterThan(0), 10_000)
  })
  shard = (await superuser.query('select shard from ledger.shard')).rows[0].shard
  await ask('open', 'person', 'person')
  await ask('drop', 'shard', shard)
})

async function picture() {
  const tables = [
    'ledger.event',
    'ledger.leaf',
    'ledger.checkpoint',
    'ledger.disclosure',
    'ledger.subject_key',
    'removal',
    'legal_hold',
  ]
  const parts = tables.map(
    (table, at) => `(select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) from ${table} t) as t${at}`,
  )
  return (await superuser.query(`select ${parts.join(', ')}`)).rows[0]
}

describe('the application’s role', () => {
  it.each([
    ['erases nothing that nobody asked for', `select ledger.erase_person('unknown', 'two')`],
    ['erases nothing alone', `select ledger.erase_person('open', 'one')`],
    ['erases nothing without an entry of it', `select ledger.erase_person('open', 'two')`],
    ['does not take a shard’s removal for a person’s', `select ledger.erase_person('drop', 'two')`],
    ['drops nothing before its time', `select ledger.drop_shard('drop', 'two')`],
    ['drops nothing alone', `select ledger.drop_shard('drop', 'one')`],
    ['calls nothing done by itself', `update removal set state = 'done' where id = 'open'`],
    ['names no second person by itself', `update removal set confirmed_by = 'two' where id = 'open'`],
    [
      'asks for nothing that is done already',
      `insert into removal values ('x', 'person', 'p', 'g', 'done', 'one', now(), 'two', now())`,
    ],
    [
      'asks for nothing twice',
      `insert into removal (id, kind, target, ground, requested_by, requested_at) values ('again', 'person', 'person', 'g', 'three', now())`,
    ],
    ['takes no removal away', `delete from removal`],
    ['calls the step between by itself', `select ledger.confirm_removal('open', 'person', 'two')`],
    ['calls the words’ part by itself', `select ledger.erase_words('person', 'gone')`],
    [
      'adds no plain key',
      `insert into ledger.subject_key (subject, key) values ('other', decode(repeat('00', 32), 'hex'))`,
    ],
    ['says of nobody that they were erased', `insert into ledger.erased_subject values ('person', now())`],
    [
      'says of no shard that it was dropped',
      `insert into ledger.dropped_shard values ('2020q1', 1, sha256('x'), '', now())`,
    ],
    [
      'lets itself remove by a setting',
      `select set_config('ledger.removing', 'event', false); delete from ledger.event`,
    ],
    ['moves no clock by a table of its own', 'create temp table clock (id int, offset_ms bigint)'],
    ['rewrites a hold', `update legal_hold set scope = 'person'`],
  ])('%s', async (_, sql) => {
    const before = await picture()
    await expect(application.query(sql)).rejects.toThrow(/permission denied|append-only|must|violates|duplicate key/)
    expect(await picture()).toEqual(before)
  })

  it('replaces no wrapped key, even one that it knows', async () => {
    const sql = `select ledger.wrap_subject_key(subject, key, key || '\\x00') as done from ledger.subject_key`
    expect((await application.query(sql)).rows.map(({ done }) => done)).toEqual([false])
  })

  it('ends no kept text before its time', async () => {
    expect((await application.query('select ledger.expire_texts() as n')).rows).toEqual([{ n: 0 }])
  })
})

describe('a superuser in a replication session', () => {
  it.each([
    `set ledger.removing = 'event'; set session_replication_role = replica; delete from ledger.event`,
    `set ledger.removing = 'kept_text'; set session_replication_role = replica; delete from ledger.erased_subject`,
  ])('%s', async (sql) => {
    const none = sql.includes('erased_subject')
    if (none) await superuser.query(`insert into ledger.erased_subject values ('someone', now())`)
    await expect(superuser.query(sql)).rejects.toThrow('append-only')
    await superuser.query('set session_replication_role = origin')
  })
})
