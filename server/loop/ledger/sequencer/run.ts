import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Signer } from '#server/ports/signer.ts'
import { type Tree, toBase64 } from '../format/index.ts'
import { commitBatch, somethingWaits } from './batch.ts'
import { connect, inTurn, overClient } from './connection.ts'
import type { Countersigning } from './countersigning.ts'
import type { HeadMemory } from './memory.ts'
import { restoreTree } from './restore.ts'
import { openShard, type Shard } from './shard.ts'

export interface SequencerOptions {
  /** Connection of `dominion_sequencer`. */
  url: string
  signer: Signer
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
    const tree = await restoreTree(client, shard, memory)
    const remembered = (await memory.read(shard.origin)) !== null
    await countersigning?.agree({ reader: inTurn(overClient(client)), shard, size: tree.size, remembered, signal })
    watch?.leading?.(shard.origin, tree.size)
    const rounds = countersigning?.follow(shard, tree.size)
    try {
      await sequence(client, tree, shard, { signer, memory, watch, grown: rounds?.grown, signal })
    } finally {
      await rounds?.end()
    }
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

async function sequence(
  client: pg.Client,
  tree: Tree,
  shard: Shard,
  on: {
    signer: Signer
    memory: HeadMemory
    watch: Watcher | undefined
    grown: ((size: number) => void) | undefined
    signal: AbortSignal
  },
): Promise<void> {
  let [busyAt, rememberedAt, remembered] = [performance.now(), 0, tree.size]
  while (!on.signal.aborted) {
    const began = performance.now()
    const moved = (await somethingWaits(client)) ? await commitBatch(client, tree, shard, on.signer) : 0
    const ended = performance.now()
    if (moved > 0) {
      busyAt = ended
      on.watch?.committed?.(moved, tree.size, ended - began)
      on.grown?.(tree.size)
    }
    if (tree.size > remembered && ended - rememberedAt > rememberEveryMs) {
      await on.memory.write(shard.origin, { size: tree.size, root: toBase64(tree.root()) })
      ;[rememberedAt, remembered] = [ended, tree.size]
    }
    const tick = ended - busyAt > idleAfterMs ? idleTickMs : tickMs
    await rest(Math.max(0, tick - (ended - began)), on.signal)
  }
  if (tree.size > remembered) await on.memory.write(shard.origin, { size: tree.size, root: toBase64(tree.root()) })
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await pause(ms, undefined, { signal }).catch(() => undefined)
}
