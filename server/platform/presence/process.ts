import { randomUUID } from 'node:crypto'

/** A process not heard of for this long is gone, and what it held may be taken over. */
export const presentMs = 5_000

const name = `process-${randomUUID()}`

/** Names this process, and never another: what it holds is held under this name. */
export function processName(): string {
  return name
}
