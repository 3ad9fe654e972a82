import { setTimeout as pause } from 'node:timers/promises'
import { connect, inTurn, overClient } from '../sequencer/connection.ts'
import type { OpenShard, Rounds } from '../sequencer/countersigning.ts'
import { lookEveryMs, restAfterFaultMs, roundEveryMs } from './numbers.ts'
import { type Asked, Round } from './round.ts'

export interface FollowOptions extends Asked {
  /** Connection of `dominion_sequencer`: a session of its own, so that no commit waits for it. */
  url: string
  /** Tells the log's own witnesses which tree is offered now. */
  introduce(shard: OpenShard): Promise<void>
}

/** What is offered, and how far it came. */
interface Progress {
  newest: number
  done: number
}

/** Offers the newest head to every witness, again and again while the tree grows, until it is ended. Never throws. */
export function followTree(of: FollowOptions, shard: OpenShard, size: number): Rounds {
  const stop = new AbortController()
  const progress = { newest: size, done: 0 }
  const running = keepAsking(of, shard, progress, stop.signal)
  return {
    grown: (now) => {
      progress.newest = now
    },
    async settled(wanted, withinMs) {
      const until = performance.now() + withinMs
      while (progress.done < wanted && performance.now() < until) await rest(lookEveryMs, stop.signal)
    },
    async end() {
      stop.abort()
      await running
    },
  }
}

async function keepAsking(of: FollowOptions, shard: OpenShard, progress: Progress, signal: AbortSignal) {
  while (!signal.aborted) {
    try {
      await session(of, shard, progress, signal)
    } catch (error) {
      of.watch?.stopped?.(error)
    }
    await rest(restAfterFaultMs, signal)
  }
}

async function session(of: FollowOptions, shard: OpenShard, progress: Progress, signal: AbortSignal): Promise<void> {
  await of.introduce(shard)
  const client = await connect(of.url)
  try {
    const round = await Round.open(inTurn(overClient(client)), shard, of, signal)
    progress.done = 0
    while (!signal.aborted) {
      const began = performance.now()
      if (progress.newest <= progress.done) {
        await rest(lookEveryMs, signal)
        continue
      }
      const size = await round.ask()
      const every = size === null ? restAfterFaultMs : roundEveryMs
      progress.done = size ?? progress.done
      await rest(every - (performance.now() - began), signal)
    }
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await pause(ms, undefined, { signal }).catch(() => undefined)
}
