import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { KeyRing } from '#server/ports/key-ring.ts'
import { toBase64 } from '../format/index.ts'
import { tendEveryMs } from '../numbers.ts'
import { commitBatch, somethingWaits } from './batch.ts'
import { connect, inTurn, overClient } from './connection.ts'
import type { Countersigning } from './countersigning.ts'
import type { HeadMemory } from './memory.ts'
import { restoreTree } from './restore.ts'
import { dueShard, type Growing, rollOver } from './roll.ts'
import { RoundsOfTree } from './rounds.ts'
import { openShard, siblingOf } from './shard.ts'
import { KeyTender } from './tend.ts'

export interface SequencerOptions {
  /** Connection of `dominion_sequencer`. */
  url: string
  signer: KeyRing
  memory: HeadMemory
  /** Nobody countersigns without it. */
  countersigning?: Countersigning
  watch?: Watcher
}

/** Told what happens, for health and figures. */
export interface Watcher {
  leading?(origin: string, size: number): void
  standingBy?(): void
  committed?(entries: number, size: number, ms: number): void
  /** Why keys that are due could not be made; null when all is in place. The old ones go on meanwhile. */
  keysLate?(why: string | null): void
  /** A tree was closed and this one begun. */
  rolled?(origin: string, size: number): void
  failed?(error: unknown): void
}

/** One leader over the whole database: this pair of numbers is the ledger's. It ends with the session that took it. */
const takeLead = 'select pg_try_advisory_lock(1279542599, 1) as mine'
const tickMs = 5
const idleTickMs = 50
const idleAfterMs = 2000
const standByMs = 250
/** After a failure; doubled while it goes on failing. */
const retryMs = 250
const longestRetryMs = 5000
const rememberEveryMs = 1000

/** Puts entries into the tree until the signal ends it. Never throws: it says what failed and tries again. */
export async function runSequencer(options: SequencerOptions, signal: AbortSignal): Promise<void> {
  let retry = retryMs
  const leading = (origin: string, size: number) => {
    retry = retryMs
    options.watch?.leading?.(origin, size)
  }
  while (!signal.aborted) {
    try {
      await lead({ ...options, watch: { ...options.watch, leading } }, signal)
    } catch (error) {
      options.watch?.failed?.(error)
    }
    await rest(retry, signal)
    retry = Math.min(retry * 2, longestRetryMs)
  }
}

/** One session: from the lock to the first error. Everything in memory is thrown away after it. */
async function lead(options: SequencerOptions, signal: AbortSignal): Promise<void> {
  const { url, signer, memory, countersigning, watch } = options
  const client = await connect(url)
  try {
    if (!(await elected(client, signal, watch))) return
    const shard = await openShard(client, signer, countersigning)
    const keys = new KeyTender(client, signer)
    await keys.refuseForeign(shard)
    const tree = await restoreTree(client, shard, memory)
    const remembered = (await memory.read(shard.origin)) !== null
    await countersigning?.agree({ reader: inTurn(overClient(client)), shard, size: tree.size, remembered, signal })
    await keys.start(shard)
    watch?.leading?.(shard.origin, tree.size)
    await sequence(client, { shard, tree }, { signer, memory, watch, signal, keys, countersigning })
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function elected(client: pg.Client, signal: AbortSignal, watch: Watcher | undefined): Promise<boolean> {
  while (!signal.aborted) {
    const { rows } = await client.query<{ mine: boolean }>(takeLead)
    if (rows[0]?.mine) return true
    watch?.standingBy?.()
    await rest(standByMs, signal)
  }
  return false
}

interface Leading {
  signer: KeyRing
  memory: HeadMemory
  watch: Watcher | undefined
  signal: AbortSignal
  keys: KeyTender
  countersigning: Countersigning | undefined
}

async function sequence(client: pg.Client, first: Growing, on: Leading): Promise<void> {
  const rounds = new RoundsOfTree(on.countersigning, first)
  try {
    await grow(client, first, on, rounds)
  } finally {
    await rounds.end()
  }
}

async function grow(client: pg.Client, first: Growing, on: Leading, rounds: RoundsOfTree): Promise<void> {
  let growing = first
  let [busyAt, tendedAt] = [performance.now(), Number.NEGATIVE_INFINITY]
  const remember = rememberer(on.memory, first)
  while (!on.signal.aborted) {
    const began = performance.now()
    if (began - tendedAt > tendEveryMs) {
      growing = await tend(client, growing, on)
      await rounds.follow(growing)
      tendedAt = performance.now()
    }
    const moved = (await somethingWaits(client)) ? await commitBatch(client, growing.tree, growing.shard, on.signer) : 0
    const ended = performance.now()
    if (moved > 0) {
      busyAt = ended
      on.watch?.committed?.(moved, growing.tree.size, ended - began)
      rounds.grown()
    }
    await remember(growing, rememberEveryMs)
    const tick = ended - busyAt > idleAfterMs ? idleTickMs : tickMs
    await rest(Math.max(0, tick - (ended - began)), on.signal)
  }
  await remember(growing, 0)
}

/** Keys that are due, and the next tree when its time has come. */
async function tend(client: pg.Client, growing: Growing, on: Leading): Promise<Growing> {
  const { signer, memory, watch, keys, countersigning } = on
  const late = await keys.tend(growing.shard)
  watch?.keysLate?.(late)
  const due = await dueShard(client, growing.shard)
  if (due === null || !(await keys.prepare('checkpoint', siblingOf(growing.shard, due).origin))) return growing
  const next = await rollOver({ client, ring: signer, memory, countersigning }, growing, due)
  watch?.rolled?.(next.shard.origin, next.tree.size)
  return next
}

/** Writes down how far the tree has come, when it grew and so much time has passed. */
function rememberer(memory: HeadMemory, { shard, tree }: Growing) {
  let [at, size, origin] = [0, tree.size, shard.origin]
  return async (now: Growing, everyMs: number) => {
    const same = now.shard.origin === origin && now.tree.size === size
    if (same || performance.now() - at <= everyMs) return
    await memory.write(now.shard.origin, { size: now.tree.size, root: toBase64(now.tree.root()) })
    ;[at, size, origin] = [performance.now(), now.tree.size, now.shard.origin]
  }
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await pause(ms, undefined, { signal }).catch(() => undefined)
}
