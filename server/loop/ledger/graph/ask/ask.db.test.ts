import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { connect as database, useDatabase } from '#server/platform/db/index.ts'
import { type Ports, wire } from '#server/ports/wired.ts'
import { testDatabase } from '#server/testing/database.ts'
import { person } from '#server/testing/instance.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from '../../append.ts'
import type { EntryDraft } from '../../draft.ts'
import { connect, overClient, transaction } from '../../sequencer/connection.ts'
import { contextOf } from '../../testing/drafts.ts'
import { sequencing } from '../../testing/sequencing.ts'
import { endIndex, useIndexOf } from '../csr/ask-index.ts'
import { impactOf, pathOf, searchEntries, walkLineage } from '../index.ts'
import { nodesAtMost } from '../numbers.ts'
import { projectNext } from '../project.ts'
import { digest, madeFrom } from '../testing/drafts.ts'
import { limited } from './limited.ts'

const { urls, administrator } = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'graph-'))
const signer = testSigner(join(scratch, 'keys'))
const app = database(urls.app)
useDatabase(app)
wire({ signer, keyEncryption: contextOf(signer).keys } as unknown as Ports)
useIndexOf(urls.app)
const client = await connect(urls.app)
const raw = new pg.Client({ connectionString: administrator })
await raw.connect()
afterAll(async () => {
  endIndex()
  await client.end()
  await raw.end()
  await app.$disconnect()
  rmSync(scratch, { recursive: true })
})

const auditor = person('person_auditor', 'auditor')
const moments: string[] = []
const ids: string[] = []

/** Writes, sequences and projects, and notes when it was in the tree. */
async function told(drafts: readonly EntryDraft[]): Promise<void> {
  for (const draft of drafts) {
    const { entryId } = await transaction(client, () => append(overClient(client), draft, contextOf(signer)))
    ids.push(entryId)
  }
  await sequencing({ url: urls.sequencer, signer }, async () => {
    await vi.waitFor(async () => expect((await raw.query('select from ledger.pending')).rowCount).toBe(0), 20_000)
  })
  while ((await transaction(client, () => projectNext(overClient(client), 'lineage', 50))) > 0);
  await pause(5)
  moments.push(new Date().toISOString())
  await pause(5)
}

const of = (name: string) => ({ sha256: digest(name) })
const names = (nodes: readonly { name: string; entryId: string | null }[]) =>
  nodes.filter(({ entryId }) => entryId === null).map(({ name }) => name)

beforeAll(async () => {
  await told([madeFrom(['ore'], ['iron'], { changeId: 'change_mine', runId: 'run_1' })])
  await told([madeFrom(['iron', 'coal'], ['steel'])])
  await told([madeFrom(['steel'], ['ship', 'anchor'], { changeId: 'change_yard' }), madeFrom(['ship'], ['voyage'])])
}, 60_000)

describe('a walk', () => {
  it('goes up to what something came out of, the nearest first', async () => {
    const { nodes, edges, more } = await walkLineage(auditor, { of: of('ship'), direction: 'up', depth: 10 })
    expect(nodes.map(({ name, depth }) => [name, depth])).toEqual([
      ['ship', 0],
      ['steel', 1],
      ['iron', 2],
      ['coal', 2],
      ['ore', 3],
    ])
    expect(edges).toContainEqual(
      expect.objectContaining({ ...edge('ore', 'iron'), changeId: 'change_mine', runId: 'run_1' }),
    )
    expect(more).toBe(false)
  })

  it('goes down to what came out of it, as far as it is asked', async () => {
    const one = await walkLineage(auditor, { of: of('steel'), direction: 'down', depth: 1 })
    expect(names(one.nodes)).toEqual(['steel', 'ship', 'anchor'])
    const two = await walkLineage(auditor, { of: of('steel'), direction: 'down', depth: 2 })
    expect(names(two.nodes)).toEqual(['steel', 'ship', 'anchor', 'voyage'])
  })

  it('begins at an entry with what it speaks of, and follows the asked kinds only', async () => {
    const { nodes } = await walkLineage(auditor, { of: { entryId: ids[2] ?? '' }, direction: 'up', depth: 1 })
    expect(names(nodes)).toEqual(['ship', 'anchor', 'steel'])
    const none = await walkLineage(auditor, { of: of('ship'), direction: 'up', depth: 10, kinds: ['build'] })
    expect(none.nodes).toHaveLength(1)
  })

  it.each([
    ['before the first', () => '1999-01-01T00:00:00.000Z', null],
    ['after the first', () => moments[0] ?? '', ['iron']],
    ['after the second', () => moments[1] ?? '', ['iron', 'steel']],
    ['now', () => null, ['iron', 'steel', 'ship', 'anchor', 'voyage']],
  ])('as of %s sees what was in the tree by then', async (_, moment, expected) => {
    const asked = walkLineage(auditor, { of: of('iron'), direction: 'down', depth: 10, asOf: moment() })
    if (expected === null) return await expect(asked).rejects.toMatchObject({ code: 'notFound' })
    expect(names((await asked).nodes)).toEqual(expected)
  })

  it('says how much of the log it rests on', async () => {
    const { reflects } = await walkLineage(auditor, { of: of('iron'), direction: 'down', asOf: 4 })
    expect(reflects).toMatchObject({ entries: 4, size: 4 })
    const all = await walkLineage(auditor, { of: of('iron'), direction: 'down' })
    const { rows } = await raw.query('select count(*)::int as n from ledger.leaf')
    expect(all.reflects).toMatchObject({ entries: rows[0].n, size: rows[0].n })
  })

  it('is for those who may read, and finds nothing that was never named', async () => {
    const asked = { of: of('iron'), direction: 'up' } as const
    await expect(walkLineage(person('person_none'), asked)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(walkLineage(auditor, { ...asked, of: of('gold') })).rejects.toMatchObject({ code: 'notFound' })
    await expect(walkLineage(auditor, { ...asked, depth: 11 })).rejects.toMatchObject({ code: 'invalidInput' })
  })
})

const edge = (source: string, target: string) => ({ source: digest(source), target: digest(target) })

describe('a path', () => {
  it('leads from what was first to what came out of it, whichever is asked for first', async () => {
    for (const [from, to] of [
      ['ore', 'voyage'],
      ['voyage', 'ore'],
    ] as const) {
      const { nodes } = await pathOf(auditor, { from: of(from), to: of(to) })
      expect(nodes.map(({ name }) => name)).toEqual(['ore', 'iron', 'steel', 'ship', 'voyage'])
    }
  })

  it('to an entry ends at the entry', async () => {
    const { nodes } = await pathOf(auditor, { from: { entryId: ids[0] ?? '' }, to: { entryId: ids[1] ?? '' } })
    expect(nodes.map(({ entryId, name }) => entryId ?? name)).toEqual(['iron', 'steel', ids[1]])
  })

  it('is not there between siblings, nor before the last of it was in the tree', async () => {
    expect((await pathOf(auditor, { from: of('ship'), to: of('anchor') })).nodes).toEqual([])
    const asOf = moments[1] ?? null
    await expect(pathOf(auditor, { from: of('ore'), to: of('voyage'), asOf })).rejects.toMatchObject({
      code: 'notFound',
    })
    expect((await pathOf(auditor, { from: of('ore'), to: of('steel'), asOf })).edges).toHaveLength(2)
  })
})

describe('impact', () => {
  it('counts everything that came out of it, then and now, and continues with the log', async () => {
    const before = await impactOf(auditor, { of: of('ore') })
    // Five things, and the four entries that speak of them.
    expect(before).toMatchObject({ reached: 9, entries: [{ kind: 'change', count: 4 }], deepest: 5 })
    await told([madeFrom(['voyage'], ['tale'])])
    expect(await impactOf(auditor, { of: of('ore') })).toMatchObject({ reached: 11 })
    expect(await impactOf(auditor, { of: of('ore'), asOf: before.reflects.entries })).toMatchObject({ reached: 9 })
    const nearest = await impactOf(auditor, { of: of('ore'), limit: 1 })
    expect(nearest.nearest.map(({ name }) => name)).toEqual(['iron'])
  })
})

describe('a question that takes too long', () => {
  it('is given up, and says so', async () => {
    const begun = performance.now()
    await expect(limited(app).$queryRawUnsafe('select pg_sleep(30)')).rejects.toMatchObject({ reason: 'tooSlow' })
    expect(performance.now() - begun).toBeLessThan(20_000)
  })
})

describe('a search', () => {
  it.each([
    [{ changeId: 'change_yard' }, 1],
    [{ runId: 'run_1' }, 1],
    [{ kind: 'change' }, 5],
    [{ kind: 'keyset' }, 1],
    [{ sha256: digest('steel') }, 2],
    [{ sha256: digest('steel'), changeId: 'change_yard' }, 1],
    [{ actor: 'actor_test', kind: 'keyset' }, 0],
    [{ since: '2999-01-01T00:00:00.000Z' }, 0],
    [{ until: '1999-01-01T00:00:00.000Z' }, 0],
  ])('for %o finds %i', async (asked, many) => {
    expect((await searchEntries(auditor, asked)).entries).toHaveLength(many)
  })

  it('goes page by page through each once', async () => {
    const all: number[] = []
    for (let before: number | null = null; ; ) {
      const page = await searchEntries(auditor, { limit: 2, before })
      all.push(...page.entries.map(({ place }) => place))
      if (page.older === null) break
      before = page.older
    }
    expect(all).toEqual([...new Set(all)].toSorted((a, b) => b - a))
    expect(all).toHaveLength((await searchEntries(auditor, {})).reflects.entries)
  })
})

describe('a digest that a hundred thousand hang on', () => {
  beforeAll(async () => {
    await raw.query(`
      insert into lineage.node select 1000000 + n, sha256(('hub ' || n)::bytea), 'hub ' || n, 100 from generate_series(0, 100000) n;
      insert into lineage.edge select 1000000, 1000000 + n, 100 + n % 1000, 'change' from generate_series(1, 100000) n;
      insert into lineage.edge select 1000000 + n, 1000000, 5000, 'change' from generate_series(1, 100000) n;
      update lineage.progress set place = 10000, nodes = 1100001; analyze lineage.edge`)
  }, 60_000)

  it('does not make an answer without end, and says that there is more', async () => {
    for (const direction of ['up', 'down'] as const) {
      const begun = performance.now()
      const { nodes, more } = await walkLineage(auditor, { of: of('hub 0'), direction, depth: 10 })
      expect(nodes.length).toBeLessThanOrEqual(nodesAtMost)
      expect(more).toBe(true)
      expect(performance.now() - begun).toBeLessThan(20_000)
    }
  })

  it('has an impact that is counted whole', async () => {
    expect(await impactOf(auditor, { of: of('hub 0'), limit: 10 })).toMatchObject({ reached: 100_000, deepest: 1 })
  })
})
