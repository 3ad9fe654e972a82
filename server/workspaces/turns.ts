import { availableParallelism } from 'node:os'

/** Trees checked or built at once by one process: more would only share the same cores, and each takes up to a gigabyte. */
const atOnce = Math.max(1, availableParallelism())
let running = 0
const waiting: (() => void)[] = []

/** Runs `work` when it is its turn, first come first served. Whoever is told to stop while waiting does not begin. */
export async function inTurn<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    signal.throwIfAborted()
    return await work()
  } finally {
    const next = waiting.shift()
    // The turn is handed on, so that nobody who comes now is served before those who wait.
    if (next) next()
    else running--
  }
}
