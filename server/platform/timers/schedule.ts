import type { Transaction } from '#server/platform/db/index.ts'
import { newId } from '#server/platform/ids.ts'

export interface TimerRequest {
  /** Names what waits; scheduling the same key again moves the timer. */
  key: string
  event: string
  payload: Record<string, string>
  /** Business time. */
  dueAt: Date
}

export async function schedule(tx: Transaction, timer: TimerRequest): Promise<void> {
  const { key, event, payload, dueAt } = timer
  await tx.timer.upsert({
    where: { key },
    create: { id: newId('timer'), key, event, payload, dueAt },
    update: { event, payload, dueAt },
  })
}

export async function cancelTimer(tx: Transaction, key: string): Promise<void> {
  await tx.timer.deleteMany({ where: { key } })
}
