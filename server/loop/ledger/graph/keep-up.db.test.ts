import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { connect, useDatabase } from '#server/platform/db/index.ts'
import { type Ports, wire } from '#server/ports/wired.ts'
import { testDatabase } from '#server/testing/database.ts'
import { system } from '#server/testing/instance.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from '../append.ts'
import type { EntryDraft } from '../draft.ts'
import { clockDraft, contextOf } from '../testing/drafts.ts'
import { sequencing } from '../testing/sequencing.ts'
import { commitGraph, commitGraphWhenDue, keepUpGraph } from './keep-up.ts'
import { commitEvery, ruleVersion } from './numbers.ts'
import { rebuildGraph } from './rebuild.ts'

const { urls, administrator } = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'graph-'))
const signer = testSigner(join(scratch, 'keys'))
const app = connect(urls.app)
useDatabase(app)
wire({ signer, keyEncryption: contextOf(signer).keys } as unknown as Ports)
const raw = new pg.Client({ connectionString: administrator })
await raw.connect()
afterAll(async () => {
  await raw.end()
  await app.$disconnect()
  rmSync(scratch, { recursive: true })
})

const worker = system('worker')
const number = async (sql: string) => Number((await raw.query(`select (${sql}) as n`)).rows[0].n)
const commitments = () => number(`select count(*) from ledger.event where kind = 'projection'`)

async function grow(entries: number): Promise<void> {
  for (let n = 0; n < entries; n++) await append(app, clockDraft(), contextOf(signer))
  await sequencing({ url: urls.sequencer, signer }, async () => {
    await vi.waitFor(async () => expect(await number('select count(*) from ledger.pending')).toBe(0), 20_000)
  })
  await keepUpGraph()
}

/** As if everything had been written so long ago. */
async function age(ms: number): Promise<void> {
  await raw.query('alter table ledger.event disable trigger refuse_change')
  await raw.query(`update ledger.event set created_at = created_at - $1 * interval '1 millisecond'`, [ms])
  await raw.query('alter table ledger.event enable always trigger refuse_change')
}

describe('the graph', () => {
  beforeEach(() => grow(3))

  it('goes as far as the tree', async () => {
    expect(await number('select place from lineage.progress')).toBe(await number('select count(*) from ledger.leaf'))
  })

  it('is committed to when an hour has passed with entries in it, once', async () => {
    await commitGraphWhenDue(worker)
    expect(await commitments()).toBe(0)
    await age(commitEvery.ms)
    await commitGraphWhenDue(worker)
    await commitGraphWhenDue(worker)
    expect(await commitments()).toBe(1)
    await expect(commitGraph(worker, {})).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is not committed to for the commitment’s own sake', async () => {
    await age(commitEvery.ms)
    await commitGraphWhenDue(worker)
    const before = await commitments()
    await grow(0)
    await age(commitEvery.ms)
    await commitGraphWhenDue(worker)
    expect(await commitments()).toBe(before)
  })

  it('comes out of the log as it was committed to, and a commitment to something else is named', async () => {
    const rebuilt = () => rebuildGraph({ url: urls.migrate, replace: false })
    expect(await rebuilt()).toMatchObject({ ok: true, committed: { compared: await commitments(), differing: [] } })
    const sha256 = 'ab'.repeat(32)
    const draft: EntryDraft = {
      ...{ kind: 'projection', changeId: null, runId: null, riskTier: null, materials: [] },
      subjects: [{ name: 'lineage', sha256 }],
      predicate: { shard: '2026q1', size: 2, entries: 2, nodes: 1, edges: 1, sha256, rule: ruleVersion },
    }
    const { entryId } = await append(app, draft, contextOf(signer))
    expect(await rebuilt()).toMatchObject({ ok: false, committed: { differing: [entryId] } })
  })
})
