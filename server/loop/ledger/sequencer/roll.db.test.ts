import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { connect as prisma } from '#server/platform/db/index.ts'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from '../append.ts'
import { auditLedger } from '../audit.ts'
import { exportBundle } from '../bundle/export.ts'
import { ledgerHead } from '../head.ts'
import { lastKeysets } from '../keyset/store.ts'
import { verifyBundle } from '../proof/bundle.ts'
import { verifyEntry } from '../proof/entry.ts'
import { keysOf } from '../proof/keys.ts'
import { proofOf } from '../prove.ts'
import { entriesOfChange } from '../read.ts'
import { rowOf, shards } from '../store.ts'
import { businessNow, moveClockTo, moveToNextPeriod } from '../testing/clock.ts'
import { clockDraft, contextOf } from '../testing/drafts.ts'
import { sequencing } from '../testing/sequencing.ts'
import { connect, overClient } from './connection.ts'
import { headFiles } from './memory.ts'
import { runSequencer } from './run.ts'

const { urls, administrator } = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'roll-'))
const signer = testSigner(join(scratch, 'keys'))
const memory = headFiles(join(scratch, 'heads'))
const app = prisma(urls.app)
const superuser = new pg.Client({ connectionString: administrator })
const clock = new pg.Client({ connectionString: administrator })
await Promise.all([superuser.connect(), clock.connect()])
const ledger = overClient(superuser)
afterAll(async () => {
  await app.$disconnect()
  await Promise.all([superuser.end(), clock.end()])
  rmSync(scratch, { recursive: true })
})

const number = async (sql: string) => Number((await superuser.query(`select (${sql}) as n`)).rows[0].n)
const drained = () =>
  vi.waitFor(async () => expect(await number('select count(*) from ledger.pending')).toBe(0), 20_000)
const change = 'change_over_the_edge'

/** 2,000 appends over four lines while the time of the next tree comes, twice. */
async function writeThrough(): Promise<void> {
  const lines = await Promise.all(Array.from({ length: 4 }, () => connect(urls.app)))
  let written = 0
  const moves = [600, 1300]
  const one = async (client: pg.Client) => {
    while (written < 2000) {
      if (written++ === moves[0]) {
        moves.shift()
        await moveToNextPeriod(clock)
      }
      const { rows } = await client.query('select app_now() as now')
      const context = { ...contextOf(signer), occurredAt: rows[0].now }
      await append(overClient(client), clockDraft(written % 400 === 0 ? change : null), context)
      if (written % 20 === 0) await pause(20)
    }
  }
  await Promise.all(lines.map(one))
  await Promise.all(lines.map((client) => client.end()))
}

describe('a tree whose time is over', () => {
  const rolled: string[] = []
  const failures: unknown[] = []
  beforeAll(async () => {
    const stop = new AbortController()
    const watch = {
      rolled: (origin: string) => rolled.push(origin),
      failed: (error: unknown) => failures.push(error),
    }
    // Two at once: one leads, one stands by.
    const both = [signer, testSigner(join(scratch, 'keys'))].map((each) =>
      runSequencer({ url: urls.sequencer, signer: each, memory, watch }, stop.signal),
    )
    await vi.waitFor(async () => expect(await number('select count(*) from ledger.leaf')).toBeGreaterThan(0), 20_000)
    await writeThrough()
    await vi.waitFor(() => expect(rolled).toHaveLength(2), 20_000)
    await append(app, clockDraft(change), contextOf(signer))
    await drained()
    stop.abort()
    await Promise.all(both)
  }, 120_000)

  it('is followed during traffic: nothing lost, nothing twice, one history', async () => {
    expect(failures).toEqual([])
    expect(await number('select count(*) from ledger.leaf')).toBe(await number('select count(*) from ledger.event'))
    expect(await number(`select count(*) from ledger.event where kind = 'clock'`)).toBe(2001)
    expect(await number('select count(distinct shard) from ledger.leaf')).toBe(3)
    expect(await auditLedger(ledger)).toMatchObject({ ok: true, faults: [] })
    expect((await ledgerHead(ledger))?.shard).toBe((await shards(ledger)).at(-1)?.shard)
  })

  it('is named by the next one’s first entry, and names the next one’s key before', async () => {
    const [first, second] = await shards(ledger)
    const { rows } = await superuser.query<{ event_id: string; kind: string; idx: string }>(
      'select event_id, kind, idx from ledger.leaf join ledger.event using (event_id) where shard = $1 order by idx limit 2',
      [second?.shard],
    )
    expect(rows.map(({ kind }) => kind)).toEqual(['shard-genesis', 'keyset'])
    const end = await number(`select max(size) from ledger.checkpoint where shard = '${first?.shard}'`)
    const [genesis] = rows
    const row = await rowOf(ledger, genesis?.event_id ?? '')
    const said = JSON.parse(atob(JSON.parse(Buffer.from(row?.envelope ?? []).toString()).payload))
    expect(said.predicate.previous).toMatchObject({ shard: first?.shard, origin: first?.origin, size: end })
    const named = (await lastKeysets(ledger)).find(({ shard }) => shard === first?.shard)
    expect(atob(JSON.parse(Buffer.from(named?.envelope ?? []).toString()).payload)).toContain(
      `"log":"${second?.origin}"`,
    )
  })

  it('stays provable, from its own key and from the newest', async () => {
    const [old, recent] = [
      (await entriesOfChange(ledger, change)).at(0),
      (await entriesOfChange(ledger, change)).at(-1),
    ]
    expect(old?.place?.shard).not.toBe(recent?.place?.shard)
    const { bytes } = await exportBundle(ledger, change, signer)
    const verdict = await verifyBundle(bytes)
    expect(verdict).toMatchObject({ ok: true, faults: [] })
    for (const key of await treeKeys())
      expect(await verifyBundle(bytes, { checkpointKey: key })).toMatchObject({ ok: true })
    const row = await rowOf(ledger, old?.entryId ?? '')
    const keysets = await provedKeysets()
    for (const key of await treeKeys()) {
      const keys = await keysOf(keysets, key)
      await verifyEntry(row?.envelope ?? new Uint8Array(), (await proofOf(ledger, row?.entry_id ?? '')) ?? '', keys)
    }
    const foreign = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
    await expect(keysOf(keysets, foreign)).rejects.toThrow('not the one you trust')
  })

  it('is not opened again by a clock that went back', async () => {
    await superuser.query('alter table public.clock disable trigger all')
    const { rows } = await superuser.query('update public.clock set offset_ms = 0 returning offset_ms')
    await superuser.query('alter table public.clock enable trigger all')
    expect(rows).toHaveLength(1)
    const before = await shards(ledger)
    await append(app, clockDraft(), contextOf(signer))
    expect(await sequencing({ url: urls.sequencer, signer, memory }, drained)).toEqual([])
    expect(await shards(ledger)).toEqual(before)
  })

  it('refuses leaves of its own, and a tree before it', async () => {
    const [first] = await shards(ledger)
    const line = await connect(urls.sequencer)
    await append(app, clockDraft(), contextOf(signer))
    const size = await number(`select count(*) from ledger.leaf where shard = '${first?.shard}'`)
    await expect(
      line.query(`insert into ledger.leaf select '${first?.shard}', ${size}, event_id, leaf_hash from ledger.pending`),
    ).rejects.toThrow('newest tree')
    await expect(line.query(`insert into ledger.shard values ('2001q1', 'x')`)).rejects.toThrow('must be later')
    await line.end()
  })

  it('stops signing when the database comes back from before the next one was begun', async () => {
    await moveClockTo(superuser, new Date(Date.now() + 400 * 86_400_000))
    const due = await businessNow(superuser)
    const remembering = {
      ...memory,
      read: async (origin: string) => (await memory.read(origin)) ?? { size: 2, root: '' },
    }
    const failed = await sequencing({ url: urls.sequencer, signer, memory: remembering }, () => pause(1500))
    expect(String(failed[0])).toContain('was already begun')
    expect(due.getTime()).toBeGreaterThan(Date.now())
  })

  it('is not signed with the keys of another instance', async () => {
    const failed = await sequencing({ url: urls.sequencer, signer: testSigner(join(scratch, 'stranger')) }, () =>
      pause(800),
    )
    expect(String(failed[0])).toContain('are not those that')
  })
})

async function treeKeys(): Promise<string[]> {
  const { checkpoints } = await keysOf(await provedKeysets(), null)
  const { formatVerifierKey } = await import('../format/index.ts')
  return [...checkpoints.values()].map(formatVerifierKey)
}

async function provedKeysets() {
  return await Promise.all(
    (await lastKeysets(ledger)).map(async ({ envelope, entry_id }) => ({
      envelope,
      proof: (await proofOf(ledger, entry_id)) ?? '',
    })),
  )
}
