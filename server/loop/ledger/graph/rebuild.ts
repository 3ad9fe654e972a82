import { toHex } from '../format/index.ts'
import type { LedgerReader, LedgerTransaction } from '../ports.ts'
import { connect, overClient, transaction } from '../sequencer/connection.ts'
import { linked } from './chain.ts'
import { type Commitment, commitments } from './committed.ts'
import { projectedAtOnce, ruleVersion } from './numbers.ts'
import { projectNext } from './project.ts'
import { addedBetween, type Home, lockProgress, progressOf } from './store.ts'

/** What a rebuild found. Digests are hexadecimal, all over the same entries. */
export interface Rebuilt {
  ok: boolean
  entries: number
  nodes: number
  edges: number
  /** From the log alone. */
  fresh: string
  /** As the graph says of itself. */
  kept: string
  /** From the graph's own rows. */
  rows: string
  /** Commitments in the log that were compared, and those that say something else. */
  committed: { compared: number; differing: readonly string[] }
  /** True when the graph was put right. */
  replaced: boolean
}

const comparedAtOnce = 1_000

/**
 * Makes the graph anew from the log, beside the one in use, and compares: its digest, the digest over the rows that are in
 * use, and every commitment in the log must agree.
 * @param url a connection that may act as the owner of the tables
 * @param replace puts the fresh rows in place of those in use when they differ
 */
export async function rebuildGraph({ url, replace }: { url: string; replace: boolean }): Promise<Rebuilt> {
  const client = await connect(url)
  const ledger = overClient(client)
  try {
    await client.query('set role dominion_owner')
    for (const statement of freshTables) await client.query(statement)
    const kept = await progressOf(ledger)
    const step = (limit: number) => transaction(client, () => projectNext(ledger, 'lineage_fresh', limit))
    const committed = await replay(ledger, step, kept.place)
    const fresh = await progressOf(ledger, 'lineage_fresh')
    const digests = {
      fresh: toHex(fresh.digest),
      kept: toHex(kept.digest),
      rows: toHex(await digestOfRows(ledger, 'lineage', kept.place)),
    }
    const same = digests.fresh === digests.kept && digests.fresh === digests.rows
    if (!same && replace) await transaction(client, () => putInPlace(ledger))
    const { nodes, edges } = fresh
    const ok = same && committed.differing.length === 0
    return { ok, entries: fresh.place, nodes, edges, ...digests, committed, replaced: !same && replace }
  } finally {
    await client.query('drop schema if exists lineage_fresh cascade').catch(() => undefined)
    await client.end()
  }
}

const tables = ['progress', 'node', 'entry', 'edge']

const freshTables = [
  'drop schema if exists lineage_fresh cascade',
  'create schema lineage_fresh',
  ...tables.map((table) => `create table lineage_fresh.${table} (like lineage.${table} including all)`),
  `insert into lineage_fresh.progress (place, size, nodes, edges, digest)
   values (0, 0, 0, 0, decode(repeat('00', 32), 'hex'))`,
]

/** Projects up to the place that is in use, and looks at each commitment when it is reached. */
async function replay(from: LedgerReader, step: (limit: number) => Promise<number>, until: number) {
  const due = (await commitments(from)).filter(({ entries, rule }) => entries <= until && rule === ruleVersion)
  const differing: string[] = []
  for (const { entryId, entries, sha256 } of due.toSorted(byEntries)) {
    await projectUntil(from, step, entries)
    const { place, digest } = await progressOf(from, 'lineage_fresh')
    if (place !== entries || toHex(digest) !== sha256) differing.push(entryId)
  }
  await projectUntil(from, step, until)
  return { compared: due.length, differing }
}

const byEntries = (one: Commitment, other: Commitment) => one.entries - other.entries

async function projectUntil(from: LedgerReader, step: (limit: number) => Promise<number>, until: number) {
  let { place } = await progressOf(from, 'lineage_fresh')
  while (place < until) {
    const taken = await step(Math.min(projectedAtOnce, until - place))
    if (taken === 0) return
    place += taken
  }
}

/** What the rows themselves come to. */
export async function digestOfRows(from: LedgerReader, home: Home, until: number): Promise<Uint8Array> {
  let digest: Uint8Array = new Uint8Array(32)
  for (let first = 0; first < until; first += comparedAtOnce) {
    const added = await addedBetween(from, home, first, Math.min(first + comparedAtOnce, until))
    digest = added.reduce(linked, digest)
  }
  return digest
}

/** The projector waits meanwhile, and goes on from where the fresh rows end. */
async function putInPlace(tx: LedgerTransaction): Promise<void> {
  await lockProgress(tx, 'lineage')
  for (const table of ['node', 'entry', 'edge']) {
    await tx.$executeRawUnsafe(`delete from lineage.${table}`)
    await tx.$executeRawUnsafe(`insert into lineage.${table} select * from lineage_fresh.${table}`)
  }
  await tx.$executeRawUnsafe(
    `update lineage.progress p set place = f.place, shard = f.shard, size = f.size, nodes = f.nodes, edges = f.edges,
       digest = f.digest from lineage_fresh.progress f`,
  )
}
