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

const database = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'ledger-'))
const signer = testSigner(scratch)
const as = {
  application: new pg.Client({ connectionString: database.urls.app }),
  sequencer: new pg.Client({ connectionString: database.urls.sequencer }),
  superuser: new pg.Client({ connectionString: database.administrator }),
}
await Promise.all(Object.values(as).map((client) => client.connect()))
afterAll(async () => {
  await Promise.all(Object.values(as).map((client) => client.end()))
  rmSync(scratch, { recursive: true })
})

const tables = [
  'shard',
  'event',
  'pending',
  'leaf',
  'tile',
  'checkpoint',
  'cosignature',
  'witnessed',
  'subject_key',
  'disclosure',
  'kept_text',
  'erased_subject',
  'archive',
  'dropped_shard',
  'anchor',
]
const column = {
  pending: 'position = 0',
  subject_key: "subject = ''",
  kept_text: 'sealed = null',
  erased_subject: "subject = ''",
  archive: "shard = ''",
  dropped_shard: 'size = 1',
  disclosure: "subject = ''",
  leaf: 'idx = 0',
  tile: 'n = 0',
  checkpoint: 'size = 1',
  anchor: "place = ''",
  cosignature: "line = ''",
  witnessed: 'outside = true',
} as Record<string, string>
const count = async () => (await as.superuser.query('select count(*)::int as n from ledger.leaf')).rows[0].n

beforeAll(async () => {
  const ledger = overClient(as.application)
  await append(ledger, intentDraft('change', 'person', 'words'), contextOf(signer))
  await sequencing({ url: database.urls.sequencer, signer }, async () => {
    await vi.waitFor(async () => expect(await count()).toBe(3), 10_000)
  })
  await append(ledger, intentDraft('change', 'person', 'more words'), contextOf(signer))
  await as.application.query(anchorOf('root'))
  await as.sequencer.query(`insert into ledger.cosignature (shard, size, name, key_id, kind, line)
    select shard, size, 'witness.example', 'abcd', 'ed25519', E'— witness.example AAAA\\n' from ledger.checkpoint`)
  await as.sequencer.query(
    'insert into ledger.witnessed (shard, size, outside) select shard, size, false from ledger.checkpoint',
  )
})

const everywhere = (role: 'application' | 'sequencer') =>
  tables.flatMap((table) => [
    [
      role,
      `update ledger.${table} set ${column[table] ?? 'shard = shard'}`.replace(
        /set shard = shard$/,
        table === 'event' ? "set kind = ''" : "set origin = ''",
      ),
    ],
    [role, `truncate ledger.${table} cascade`],
    [role, `drop table ledger.${table} cascade`],
    [role, `alter table ledger.${table} disable trigger all`],
    ...(role === 'sequencer' && table === 'pending' ? [] : [[role, `delete from ledger.${table}`]]),
  ]) as [typeof role, string][]

const anchorOf = (root: string) =>
  `insert into ledger.anchor (shard, size, root, kind, place, "commit", at)
   select shard, size, ${root}, 'git', '/remote', repeat('a', 40), now() from ledger.checkpoint`
const next = `(select max(idx) + 1 from ledger.leaf)`
const waiting = `select (select shard from ledger.shard), IDX, event_id, leaf_hash from ledger.pending`

describe('refuses', () => {
  it.each<['application' | 'sequencer' | 'superuser', string]>([
    ...everywhere('application'),
    ...everywhere('sequencer'),
    ['application', 'set role dominion_owner'],
    ['sequencer', 'set role dominion_owner'],
    ['sequencer', 'set role dominion_app'],
    ['application', 'set session_replication_role = replica'],
    [
      'application',
      'create or replace function ledger.refuse() returns trigger language plpgsql as $$ begin return old; end $$',
    ],
    ['application', 'create table ledger.other (a int)'],
    ['application', `insert into ledger.pending select position + 1000, event_id, leaf_hash from ledger.pending`],
    ['application', `insert into ledger.leaf ${waiting.replace('IDX', next)}`],
    [
      'application',
      `insert into ledger.event (event_id, envelope, leaf_hash, kind) values (gen_random_uuid(), 'xx', sha256('xx'), 'clock')`,
    ],
    [
      'application',
      `insert into ledger.event (event_id, envelope, kind) values (gen_random_uuid(), convert_to(repeat('x', 61441), 'utf8'), 'clock')`,
    ],
    [
      'application',
      'insert into ledger.event (event_id, envelope, kind) select event_id, envelope, kind from ledger.event',
    ],
    // An entry must not leave the queue but for the tree.
    ['sequencer', 'delete from ledger.pending'],
    // A gap, a doubled place, a forged hash, an entry that does not exist, one entry twice.
    ['sequencer', `insert into ledger.leaf ${waiting.replace('IDX', `${next} + 1`)}`],
    ['sequencer', `insert into ledger.leaf ${waiting.replace('IDX', '0')}`],
    [
      'sequencer',
      `insert into ledger.leaf select (select shard from ledger.shard), ${next}, event_id, sha256('x') from ledger.pending`,
    ],
    ['sequencer', `insert into ledger.leaf select shard, ${next}, gen_random_uuid(), sha256('x') from ledger.shard`],
    ['sequencer', `insert into ledger.leaf select shard, ${next}, event_id, leaf_hash from ledger.leaf where idx = 0`],
    [
      'sequencer',
      `insert into ledger.checkpoint (shard, size, root, note) select shard, 1000, sha256('x'), '' from ledger.shard`,
    ],
    ['sequencer', 'select * from ledger.subject_key'],
    ['sequencer', 'select * from ledger.disclosure'],
    // An anchor of a head that was never signed; an anchor by who signs heads.
    ['application', anchorOf(`sha256('x')`)],
    ['application', anchorOf('root').replace('select shard, size', 'select shard, size + 1')],
    ['sequencer', anchorOf('root')],
    ['superuser', 'set session_replication_role = replica; delete from ledger.anchor'],
    ['superuser', `set session_replication_role = replica; ${anchorOf(`sha256('x')`)}`],
    ['superuser', 'set session_replication_role = replica; delete from ledger.event'],
    ['superuser', 'set session_replication_role = replica; update ledger.leaf set idx = idx + 1'],
    ['superuser', 'set session_replication_role = replica; truncate ledger.checkpoint cascade'],
    ['superuser', 'set session_replication_role = replica; delete from ledger.cosignature'],
    ['superuser', 'set session_replication_role = replica; update ledger.witnessed set outside = true'],
    // Only what the sequencer signed can be countersigned, and only what was countersigned is witnessed.
    [
      'application',
      `insert into ledger.witnessed (shard, size, outside) select shard, size, true from ledger.checkpoint`,
    ],
    [
      'application',
      `insert into ledger.cosignature (shard, size, name, key_id, kind, line) select shard, size, 'w', 'abcd', 'ed25519', E'— w AAAA\\n' from ledger.checkpoint`,
    ],
    [
      'sequencer',
      `insert into ledger.cosignature (shard, size, name, key_id, kind, line) select shard, size + 1, 'w', 'abcd', 'ed25519', E'— w AAAA\\n' from ledger.checkpoint`,
    ],
    [
      'sequencer',
      `insert into ledger.cosignature (shard, size, name, key_id, kind, line) select shard, size, 'w', 'abcd', 'ed25519', 'no line' from ledger.checkpoint`,
    ],
    [
      'sequencer',
      `insert into ledger.witnessed (shard, size, outside) select shard, size + 1, false from ledger.checkpoint`,
    ],
  ])('%s: %s', async (role, sql) => {
    const before = await picture()
    await expect(as[role].query(sql)).rejects.toThrow(
      /permission denied|append-only|must|left the queue|cannot insert|violates|duplicate key/,
    )
    await as.superuser.query('set session_replication_role = origin')
    expect(await picture()).toEqual(before)
  })
})

async function picture() {
  const parts = tables.map(
    (table) =>
      `(select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) from ledger.${table} t) as ${table}`,
  )
  return (await as.superuser.query(`select ${parts.join(', ')}`)).rows[0]
}
