import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

const everyMs = 25
const answerWithinMs = 30_000

/** What people saw while they were at it. */
export interface Seen {
  sent: number
  /** Answers that were not what they asked for, and requests without an answer. */
  failed: string[]
}

/** People who use a service: each request is another person's, so that a canary's share of them meets it. */
export function usersOf(url: string): { stop(): Promise<Seen> } {
  const stopping = new AbortController()
  const seen: Seen = { sent: 0, failed: [] }
  const open = new Set<Promise<void>>()
  const ask = async () => {
    try {
      const headers = { authorization: `Bearer ${randomUUID()}` }
      const answer = await fetch(url, { headers, signal: AbortSignal.timeout(answerWithinMs) })
      await answer.arrayBuffer()
      if (!answer.ok) seen.failed.push(String(answer.status))
    } catch (error) {
      seen.failed.push(String(error))
    }
  }
  const run = async () => {
    while (!stopping.signal.aborted) {
      seen.sent += 1
      const one: Promise<void> = ask().finally(() => open.delete(one))
      open.add(one)
      await pause(everyMs)
    }
    await Promise.all(open)
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
      return seen
    },
  }
}
