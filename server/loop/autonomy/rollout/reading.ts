import type { Transaction } from '#server/platform/db/index.ts'
import type { Decision } from './evidence/index.ts'
import { type Rollout, readReading } from './store.ts'

/** A reading older than this, in real time, is not evidence: whoever watched has stopped watching. */
const freshMs = 5_000

/** What the judge sees of the step the rollout is in, or null when nobody is watching it. */
export async function freshReading(from: Transaction, rollout: Pick<Rollout, 'id' | 'step'>): Promise<Decision | null> {
  const row = await readReading(from, rollout.id)
  if (!row || row.step !== rollout.step || Date.now() - row.at.getTime() > freshMs) return null
  return row.reading as unknown as Decision
}
