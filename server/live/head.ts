import { database } from '#server/platform/db/index.ts'
import { headCursor } from './store.ts'
import { type Cursor, isAfter } from './vocabulary.ts'

/** How often a process looks whether anything happened, however many people watch. */
const lookEveryMs = 250

interface Waiter {
  after: Cursor
  wake(): void
}

const waiting = new Set<Waiter>()
let timer: NodeJS.Timeout | null = null

/** Resolves when something is known to have happened after the cursor, when the time is over, or at the signal. */
export function untilSomethingAfter(after: Cursor, limitMs: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const waiter: Waiter = {
      after,
      wake() {
        clearTimeout(deadline)
        stop.removeEventListener('abort', waiter.wake)
        waiting.delete(waiter)
        resolve()
      },
    }
    const deadline = setTimeout(waiter.wake, limitMs)
    stop.addEventListener('abort', waiter.wake, { once: true })
    if (stop.aborted) return waiter.wake()
    waiting.add(waiter)
    timer ??= setTimeout(look, lookEveryMs)
  })
}

/** When the database cannot be read all are woken: each reader's own next read meets the error and says so. */
async function look(): Promise<void> {
  const head = await headCursor(database()).catch(() => null)
  for (const waiter of [...waiting]) if (head === null || isAfter(head, waiter.after)) waiter.wake()
  timer = waiting.size > 0 ? setTimeout(look, lookEveryMs) : null
}
