import { setTimeout as pause } from 'node:timers/promises'

/** Says what is done at this moment. */
export type Stand = (where: string) => void

/** Does work that must end in time, or fails with where it stood. What it left open is the caller's to close. */
export async function bounded<T>(withinMs: number, work: (stand: Stand) => Promise<T>): Promise<T> {
  let stood = 'beginning'
  const over = new AbortController()
  const late = async () => {
    await pause(withinMs, undefined, { signal: over.signal })
    throw new Error(`after ${withinMs / 1_000} s it stood at: ${stood}`)
  }
  const stand: Stand = (where) => {
    stood = where
  }
  const told = work(stand).catch((error: unknown) => {
    throw new Error(`${stood}: ${firstLine(error)}`, { cause: error })
  })
  try {
    return await Promise.race([told, late()])
  } finally {
    over.abort()
  }
}

const firstLine = (error: unknown) => (error instanceof Error ? error.message : String(error)).split('\n')[0]
