import { readReading } from './reading.ts'
import { Reading } from './reading-view.tsx'

interface RolloutRow {
  reading: unknown
  decision: unknown
}

/** The numbers the people at a gate decide on: those of the step that led to it. */
export function GateNumbers({ overview }: { overview: { rollouts: readonly RolloutRow[] } }) {
  const rollout = overview.rollouts.at(-1)
  const reading = readReading(rollout?.decision) ?? readReading(rollout?.reading)
  return reading && <Reading reading={reading} />
}
