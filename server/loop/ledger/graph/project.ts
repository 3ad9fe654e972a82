import type { LedgerTransaction } from '../ports.ts'
import type { LeafRow } from '../store.ts'
import { type AddedRows, inOrder, linked } from './chain.ts'
import { type Told, toldBy } from './rule.ts'
import { type Home, insertAdded, lockProgress, nextLeaves, numbersOf, type Progress } from './store.ts'

/**
 * Adds what the next entries of the log say to the graph, in the caller's transaction: all of them, or, when it does not
 * commit, none. Several at once wait for each other. The same log always leaves the same rows.
 * @param limit entries at most
 * @returns how many entries it took; 0 when it has caught up
 */
export async function projectNext(tx: LedgerTransaction, home: Home, limit: number): Promise<number> {
  const before = await lockProgress(tx, home)
  const { shard, leaves } = await nextLeaves(tx, before, limit)
  const last = leaves.at(-1)
  if (shard === null || !last) return 0
  const told = leaves.map((leaf) => ({ leaf, what: toldBy(leaf) }))
  const known = await numbersOf(
    tx,
    home,
    told.flatMap(({ what }) => what?.named.map(({ sha256 }) => sha256) ?? []),
  )
  const numbering = new Numbering(known, before.nodes)
  const added = told.flatMap(({ leaf, what }, at) =>
    what ? [rowsOf(what, { leaf, shard, place: before.place + at }, numbering)] : [],
  )
  const edges = added.reduce((sum, rows) => sum + rows.edges.length, before.edges)
  const digest = added.reduce(linked, before.digest)
  const now: Progress = {
    ...{ shard, size: last.idx + 1, edges, digest },
    place: before.place + leaves.length,
    nodes: numbering.next,
  }
  await insertAdded(tx, home, added, now)
  return leaves.length
}

/** Digests get numbers in the order in which the log first names them. */
class Numbering {
  readonly #known: Map<string, number>
  next: number

  constructor(known: Map<string, number>, next: number) {
    this.#known = known
    this.next = next
  }

  /** @returns its number, and whether it is a new one */
  of(sha256: string): { node: number; fresh: boolean } {
    const node = this.#known.get(sha256)
    if (node !== undefined) return { node, fresh: false }
    this.#known.set(sha256, this.next)
    return { node: this.next++, fresh: true }
  }
}

function rowsOf(
  told: Told,
  { leaf, shard, place }: { leaf: LeafRow; shard: string; place: number },
  numbering: Numbering,
): AddedRows {
  const numbered = told.named.map(({ sha256, name }) => ({ sha256, name, ...numbering.of(sha256) }))
  const nodeOf = new Map(numbered.map(({ sha256, node }) => [sha256, node]))
  const number = (sha256: string) => nodeOf.get(sha256) as number
  const { kind, tenant, changeId, runId, actor } = told
  const own = numbered.at(-1)?.node as number
  // The id the database keeps it under: what an entry says of itself could be another's.
  return {
    entry: [place, leaf.entry_id, shard, leaf.idx, own, kind, tenant, changeId, runId, actor, momentOf(told)],
    nodes: numbered.flatMap(({ fresh, node, sha256, name }) => (fresh ? [[node, sha256, name] as const] : [])),
    edges: inOrder(told.edges.map(([source, target]) => [number(source), number(target)] as const)),
  }
}

/** To the millisecond, as the table keeps it. */
const momentOf = ({ occurredAt }: Told) => new Date(occurredAt).toISOString()
