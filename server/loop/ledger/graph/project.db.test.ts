import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from '../append.ts'
import type { EntryDraft } from '../draft.ts'
import { connect, overClient, transaction } from '../sequencer/connection.ts'
import { clockDraft, contextOf, evidenceDraft, intentDraft } from '../testing/drafts.ts'
import { sequencing } from '../testing/sequencing.ts'
import { projectNext } from './project.ts'
import { rebuildGraph } from './rebuild.ts'
import { progressOf } from './store.ts'
import { digest, madeFrom } from './testing/drafts.ts'

const { urls, administrator } = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'graph-'))
const signer = testSigner(join(scratch, 'keys'))
const app = await connect(urls.app)
const raw = new pg.Client({ connectionString: administrator })
await raw.connect()
const running = new Set<ChildProcess>()
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  await app.end()
  await raw.end()
  rmSync(scratch, { recursive: true })
})

const ledger = overClient(app)
const rebuilt = (replace = false) => rebuildGraph({ url: urls.migrate, replace })
const number = async (sql: string) => Number((await raw.query(`select (${sql}) as n`)).rows[0].n)

/** Writes entries and has them put into the tree. */
async function written(drafts: readonly EntryDraft[]): Promise<string[]> {
  const leaves: string[] = []
  for (const draft of drafts) {
    const { leafSha256 } = await transaction(app, () => append(ledger, draft, contextOf(signer)))
    leaves.push(leafSha256)
  }
  await sequencing({ url: urls.sequencer, signer }, async () => {
    await vi.waitFor(async () => expect(await number('select count(*) from ledger.pending')).toBe(0), 20_000)
  })
  return leaves
}

async function projected(limits: readonly number[] = [250]): Promise<void> {
  for (let at = 0; ; at++) {
    const limit = limits[at % limits.length] ?? 250
    if ((await transaction(app, () => projectNext(ledger, 'lineage', limit))) === 0) return
  }
}

const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 4 })
const draft = fc.oneof(
  fc
    .record({
      materials: names,
      subjects: names.filter((some) => some.length > 0),
      changeId: fc.constantFrom(null, 'x'),
    })
    .map(({ materials, subjects, changeId }) => madeFrom(materials, subjects, { changeId })),
  fc.constant(clockDraft()),
  fc.constant(intentDraft('change_random', 'person_one', 'words')),
)

describe('the graph of a log', () => {
  it('is what a rebuild makes of it, however it was cut into batches', async () => {
    const run = fc.asyncProperty(
      fc.array(draft, { minLength: 1, maxLength: 12 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
      async (drafts, limits) => {
        await written(drafts)
        await projected(limits)
        const { ok, fresh, kept, rows, entries } = await rebuilt()
        expect({ ok, kept, rows }).toEqual({ ok: true, kept: fresh, rows: fresh })
        expect(entries).toBe(await number('select count(*) from ledger.leaf'))
      },
    )
    await fc.assert(run, { numRuns: 12 })
  })

  it('joins what came out to what it came out of, an entry to what it speaks of, and evidence to what it covers', async () => {
    const [first] = await written([madeFrom(['one', 'two'], ['three'])])
    const covered = [{ entryId: crypto.randomUUID(), kind: 'change', leafSha256: first as string }]
    const evidence = evidenceDraft('change_evidence', covered)
    await written([evidence])
    await projected()
    const { rows } = await raw.query(
      `select encode(s.sha256, 'hex') as source, encode(t.sha256, 'hex') as target, d.kind from lineage.edge d
       join lineage.node s on s.node = d.source join lineage.node t on t.node = d.target`,
    )
    const bundle = evidence.subjects[0]?.sha256
    expect(rows).toEqual(
      expect.arrayContaining([
        { source: digest('one'), target: digest('three'), kind: 'change' },
        { source: digest('two'), target: digest('three'), kind: 'change' },
        { source: digest('three'), target: first, kind: 'change' },
        { source: first, target: bundle, kind: 'evidence' },
      ]),
    )
  })

  it('passes over an entry that nobody can read, and says so by its place alone', async () => {
    await written([clockDraft('change_damaged')])
    await raw.query('alter table ledger.event disable trigger refuse_change')
    await raw.query(`update ledger.event set envelope = '\\x7b7d' where change_id = 'change_damaged'`)
    await raw.query('alter table ledger.event enable always trigger refuse_change')
    await projected()
    const { place } = await progressOf(ledger)
    expect(place).toBe(await number('select count(*) from ledger.leaf'))
    expect(await number(`select count(*) from lineage.entry where change_id = 'change_damaged'`)).toBe(0)
    expect((await rebuilt()).ok).toBe(true)
  })

  it('that was tampered with is found, and put right when asked', async () => {
    const before = await rebuilt()
    await raw.query('delete from lineage.edge where place = (select min(place) from lineage.edge)')
    expect(await rebuilt()).toMatchObject({ ok: false, replaced: false, fresh: before.fresh, kept: before.fresh })
    expect(await rebuilt(true)).toMatchObject({ ok: false, replaced: true })
    expect(await rebuilt()).toMatchObject({ ok: true, rows: before.fresh })
  })

  it('survives its projector killed at random points, with another beside it', async () => {
    const program = join(import.meta.dirname, 'testing/projector.ts')
    for (let round = 0; round < 6; round++) {
      await written(Array.from({ length: 60 }, (_, n) => madeFrom([`${round} ${n}`], [`${round} ${n + 1}`])))
      const child = spawn(process.execPath, [program, urls.app], { stdio: ['ignore', 'inherit', 'inherit'] })
      running.add(child)
      const { place } = await progressOf(ledger)
      await vi.waitFor(async () => expect((await progressOf(ledger)).place).toBeGreaterThan(place), 20_000)
      await pause(Math.random() * 10)
      child.kill('SIGKILL')
      await once(child, 'exit')
      running.delete(child)
      await transaction(app, () => projectNext(ledger, 'lineage', 3))
    }
    await projected()
    expect(await rebuilt()).toMatchObject({ ok: true, entries: await number('select count(*) from ledger.leaf') })
  })

  it('cannot be changed by the program that adds to it', async () => {
    await expect(app.query('update lineage.edge set kind = $1', ['x'])).rejects.toThrow(/permission denied/)
    await expect(app.query('delete from lineage.node')).rejects.toThrow(/permission denied/)
  })
})
