import type { Transaction } from '#server/platform/db/index.ts'

/** Says that something happened, in the transaction in which it happened. Payloads carry ids; rows carry truth. */
export async function emit(tx: Transaction, event: string, payload: Record<string, string>): Promise<void> {
  await tx.outbox.create({ data: { event, payload } })
}
