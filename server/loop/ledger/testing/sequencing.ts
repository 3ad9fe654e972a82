import type { KeyRing } from '#server/ports/key-ring.ts'
import type { Countersigning } from '../sequencer/countersigning.ts'
import type { HeadMemory } from '../sequencer/memory.ts'
import { runSequencer } from '../sequencer/run.ts'

/** Remembers nothing: for tests that are not about it. */
export const forgetful: HeadMemory = { read: async () => null, write: async () => undefined }

/** Runs a sequencer while `work` runs. @returns the failures it reported */
export async function sequencing(
  of: { url: string; signer: KeyRing; memory?: HeadMemory; countersigning?: Countersigning },
  work: () => Promise<void>,
): Promise<unknown[]> {
  const stop = new AbortController()
  const failures: unknown[] = []
  const watch = { failed: (error: unknown) => failures.push(error) }
  const running = runSequencer({ memory: forgetful, ...of, watch }, stop.signal)
  try {
    await work()
  } finally {
    stop.abort()
    await running
  }
  return failures
}
