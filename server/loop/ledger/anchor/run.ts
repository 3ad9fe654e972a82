import { setTimeout as pause } from 'node:timers/promises'
import type { Anchors } from '#server/ports/anchors.ts'
import type { TimestampAuthority } from '#server/ports/timestamps.ts'
import type { LedgerTransaction } from '../ports.ts'
import { connect, overClient } from '../sequencer/connection.ts'
import { shards } from '../store.ts'
import { Chain } from './chain.ts'
import { RemoteCopy } from './copy.ts'
import { inTurn } from './in-turn.ts'
import { leadAgainMs, lookEveryMs } from './numbers.ts'
import { Stamping } from './stamping.ts'
import { takeLead } from './store.ts'
import type { AnchorWatcher } from './watcher.ts'

export interface AnchoringOptions {
  /** Connection of `dominion_app`. */
  url: string
  anchors: Anchors
  /** Null where none is configured. */
  authority: TimestampAuthority | null
  watch?: AnchorWatcher
  lookEveryMs?: number
}

/** Anchors every shard that grew, until the signal ends it. Never throws: it says what failed and tries again. */
export async function runAnchoring(options: AnchoringOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await lead(options, signal)
    } catch (error) {
      options.watch?.failed?.(error)
    }
    await rest(leadAgainMs, signal)
  }
}

/** One session, from the lock to the first error: of several processes, one anchors. */
async function lead(options: AnchoringOptions, signal: AbortSignal): Promise<void> {
  const { url, anchors, authority, watch = {} } = options
  const client = await connect(url)
  const tx = inTurn(overClient(client))
  const copies = anchors.remotes.map((remote) => new RemoteCopy(remote, anchors, watch, signal))
  const stampings = authority ? [new Stamping(authority, watch, signal)] : []
  try {
    while (!(await takeLead(tx))) {
      await rest(leadAgainMs, signal)
      if (signal.aborted) return
    }
    await anchors.open()
    const chains = new Map<string, Chain>()
    for (; !signal.aborted; await rest(options.lookEveryMs ?? lookEveryMs, signal)) {
      await lookAtAll(tx, anchors, chains, watch)
      for (const copy of copies) copy.kick(tx, chains.values(), Date.now())
      for (const stamping of stampings) stamping.kick(tx, [...chains.keys()], Date.now())
    }
  } finally {
    await Promise.all([...copies, ...stampings].map((each) => each.settled()))
    await client.end().catch(() => undefined)
  }
}

async function lookAtAll(
  tx: LedgerTransaction,
  anchors: Anchors,
  chains: Map<string, Chain>,
  watch: AnchorWatcher,
): Promise<void> {
  for (const { shard } of await shards(tx)) {
    const chain = chains.get(shard) ?? (await Chain.open(tx, anchors, shard))
    chains.set(shard, chain)
    if (await chain.look(tx, Date.now())) watch.anchored?.(shard, chain.tip?.head.size ?? 0)
  }
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined)
}
