import type { LedgerReader } from '../../ports.ts'
import { progressOf } from '../store.ts'
import type { Reflected } from '../vocabulary.ts'
import { headAt, headUnder, placesUnder } from './store.ts'

/** The first place that an answer does not look at, and how a reader is told of it. */
export interface Bound {
  bound: number
  reflects: Reflected
}

const nothing: Bound = { bound: 0, reflects: { shard: null, size: 0, entries: 0 } }

/**
 * What was sequenced until then, and nothing later; never more than is projected.
 * @param asOf a moment of real time, a number of entries over all shards, or null for now
 */
export async function boundOf(from: LedgerReader, asOf: string | number | null): Promise<Bound> {
  const { place, shard, size } = await progressOf(from)
  const now = { bound: place, reflects: { shard, size, entries: place } }
  if (asOf === null) return now
  const until = typeof asOf === 'number' ? asOf : await placesUntil(from, asOf)
  if (until >= place) return now
  const head = await headUnder(from, until)
  return head ? { bound: until, reflects: { ...head, entries: until } } : nothing
}

async function placesUntil(from: LedgerReader, moment: string): Promise<number> {
  const head = await headAt(from, moment)
  return head ? await placesUnder(from, head) : 0
}
