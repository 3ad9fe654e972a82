import { setTimeout as pause } from 'node:timers/promises'
import { connect, inTurn, overClient } from '../sequencer/connection.ts'
import type { OpenShard, Rounds } from '../sequencer/countersigning.ts'
import { lookEveryMs, restAfterFaultMs, roundEveryMs } from './numbers.ts'
import { type Asked, Round } from './round.ts'

export interface FollowOptions extends Asked {
  /** Connection of `dominion_sequencer`: a session of its own, so that no commit waits for it. */
  url: string
}

/** Offers the newest head to every witness, again and again while the tree grows, until it is ended. Never throws. */
export function followTree(of: FollowOptions, shard: OpenShard, size: number): Rounds {
  const stop = new AbortController()
  let newest = size
  const running = keepAsking(of, shard, () => newest, stop.signal)
  return {
    grown: (now) => {
      newest = now
    },
    async end() {
      stop.abort()
      await running
    },
  }
}

async function keepAsking(of: FollowOptions, shard: OpenShard, newest: () => number, signal: AbortSignal) {
  while (!signal.aborted) {
    try {
      await session(of, shard, newest, signal)
    } catch (error) {
      of.watch?.stopped?.(error)
    }
    await rest(restAfterFaultMs, signal)
  }
}

async function session(of: FollowOptions, shard: OpenShard, newest: () => number, signal: AbortSignal): Promise<void> {
  const client = await connect(of.url)
  try {
    const round = await Round.open(inTurn(overClient(client)), shard, of, signal)
    let done = 0
    while (!signal.aborted) {
      const began = performance.now()
      if (newest() <= done) {
        await rest(lookEveryMs, signal)
        continue
      }
      const size = await round.ask()
      const every = size === null ? restAfterFaultMs : roundEveryMs
      done = size ?? done
      await rest(every - (performance.now() - began), signal)
    }
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await pause(ms, undefined, { signal }).catch(() => undefined)
}
