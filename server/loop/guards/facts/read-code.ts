import { Worker } from 'node:worker_threads'
import type { ChangeFacts } from '#server/policy/schemas.ts'
import type { Seen } from './gather.ts'

/** Reading the code of a very large change takes seconds; when this elapses the commit could not be judged. */
const limits = { timeoutMs: 60_000, memoryMb: 768 } as const

/**
 * `changeFacts` on a thread of its own, so that parsing never holds up a process that renews permits, and its memory is given
 * back. @throws Error when it takes too long or needs too much; nobody may take that for facts.
 */
export function readCode(seen: Seen): Promise<ChangeFacts> {
  const thread = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: seen,
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
  })
  return new Promise<ChangeFacts>((resolve, reject) => {
    const tooLong = setTimeout(
      () => reject(new Error('Reading the code of this change took too long.')),
      limits.timeoutMs,
    )
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', () => {
      clearTimeout(tooLong)
      reject(new Error('Reading the code of this change ended without an answer.'))
    })
  }).finally(() => void thread.terminate())
}
