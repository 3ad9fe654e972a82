import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { connect as prisma } from '#server/platform/db/index.ts'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from '../append.ts'
import { entriesOfChange, entry } from '../read.ts'
import { clockDraft, contextOf } from '../testing/drafts.ts'
import { sequencing } from '../testing/sequencing.ts'
import { headFiles } from './memory.ts'
import { runSequencer } from './run.ts'

const database = await testDatabase()
const url = database.urls.sequencer
const scratch = mkdtempSync(join(tmpdir(), 'ledger-'))
const signer = testSigner(join(scratch, 'keys'))
const memory = headFiles(join(scratch, 'heads'))
const context = contextOf(signer)
const app = prisma(database.urls.app)
const administrator = new pg.Client({ connectionString: database.administrator })
await administrator.connect()
afterAll(async () => {
  await app.$disconnect()
  await administrator.end()
  rmSync(scratch, { recursive: true })
})

const add = (changeId: string) => app.$transaction((tx) => append(tx, clockDraft(changeId), context))
const sequenced = (entryId: string) =>
  vi.waitFor(async () => expect((await entry(app, entryId))?.grade).toBe('sequenced'), 10_000)

describe('a sequencer', () => {
  it('puts into the tree what the application appended, and announces its own keys', async () => {
    const { entryId, leafSha256 } = await add('change_1')
    expect((await entry(app, entryId))?.grade).toBe('pending')
    expect(await sequencing({ url, signer, memory }, () => sequenced(entryId))).toEqual([])
    const [view] = await entriesOfChange(app, 'change_1')
    expect(view).toMatchObject({
      entryId,
      leafSha256,
      kind: 'clock',
      header: { changeId: 'change_1', practice: false },
    })
    const { rows } = await administrator.query('select kind from ledger.event order by kind')
    expect(rows.map(({ kind }) => kind)).toEqual(['clock', 'keyset', 'shard-genesis'])
  })

  it('goes on where it was after a restart, over a tile’s edge', async () => {
    for (let round = 0; round < 3; round++) {
      const added = await app.$transaction(async (tx) => {
        for (let i = 0; i < 120; i++) await append(tx, clockDraft('change_many'), context)
        return await append(tx, clockDraft('change_many'), context)
      })
      expect(await sequencing({ url, signer, memory }, () => sequenced(added.entryId))).toEqual([])
    }
    const { rows } = await administrator.query('select count(*)::int as n from ledger.tile')
    expect(rows[0].n).toBe(1)
    const places = (await entriesOfChange(app, 'change_many')).map(({ place }) => place?.index ?? -1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  it('leaves a second one standing by, which takes over', async () => {
    const [first, second] = [new AbortController(), new AbortController()]
    const seen: string[] = []
    const watch = (name: string) => ({
      leading: () => seen.push(`${name} leads`),
      standingBy: () => seen.push(`${name} waits`),
    })
    const one = runSequencer({ url, signer, memory, watch: watch('one') }, first.signal)
    await vi.waitFor(() => expect(seen).toContain('one leads'), 5000)
    const two = runSequencer({ url, signer, memory, watch: watch('two') }, second.signal)
    await vi.waitFor(() => expect(seen).toContain('two waits'), 5000)
    expect(seen).not.toContain('two leads')
    first.abort()
    await one
    const { entryId } = await add('change_2')
    await sequenced(entryId)
    expect(seen.at(-1)).toBe('two leads')
    second.abort()
    await two
  })

  it('carries on after its session was cut in the middle', async () => {
    let last = ''
    const failures = await sequencing({ url, signer, memory }, async () => {
      for (let round = 0; round < 5; round++) {
        last = (await add('change_cut')).entryId
        await administrator.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'dominion_sequencer' and datname = current_database()`,
        )
      }
      await sequenced(last)
    })
    expect(failures.length).toBeGreaterThan(0)
    const { rows } = await administrator.query('select count(*)::int as n from ledger.pending')
    expect(rows[0].n).toBe(0)
  })

  it('refuses to sign for a database that was brought back from an older copy, and says so', async () => {
    const { rows } = await administrator.query('select origin from ledger.shard')
    const real = await memory.read(rows[0].origin)
    const ahead = { size: (real?.size ?? 0) + 1000, root: real?.root ?? '' }
    const older = { read: async () => ahead, write: async () => undefined }
    const { entryId } = await add('change_3')
    const failures = await sequencing({ url, signer, memory: older }, () => new Promise((go) => setTimeout(go, 1200)))
    expect(String(failures[0])).toContain('brought back from an older copy')
    expect((await entry(app, entryId))?.grade).toBe('pending')
  })

  it('refuses to go on from a tree that is not the one it signed', async () => {
    await administrator.query(`
      begin; alter table ledger.leaf disable trigger all;
      update ledger.leaf set leaf_hash = sha256('forged') where idx = (select max(idx) from ledger.leaf);
      alter table ledger.leaf enable always trigger refuse_change; commit`)
    const failures = await sequencing({ url, signer, memory }, () => new Promise((go) => setTimeout(go, 600)))
    expect(String(failures[0])).toContain('does not have the root that was signed')
  })
})
