import type { Outcome } from './outcome.ts'
import type { Stage } from './stages.ts'

type Run = (stage: Stage) => Promise<Outcome>

/** A stage whose ground is missing. */
function blocked(stage: Stage, by: string): Outcome {
  const counts = { passed: 0, failed: 0, skipped: 1 }
  return { stage, ok: false, ms: 0, output: `Not run: ${by} failed.`, counts }
}

/**
 * Runs stages `width` at a time, each after those it needs; one that must be alone waits until nothing else runs, and nothing
 * starts beside it. A failure stops only what needs it.
 */
export async function runInOrder(stages: readonly Stage[], width: number, run: Run): Promise<Outcome[]> {
  const done = new Map<string, Outcome>()
  const waiting = [...stages]
  const running = new Map<string, Promise<void>>()
  let alone = false
  const mayStart = ({ needs, alone: wantsAlone = false }: Stage) =>
    needs.every((name) => done.has(name)) && (wantsAlone ? running.size === 0 : !alone)
  const settle = (outcome: Outcome) => done.set(outcome.stage.name, outcome)
  const start = (stage: Stage) => {
    const failed = stage.needs.find((name) => done.get(name)?.ok === false)
    if (failed) return void settle(blocked(stage, failed))
    const finished = run(stage).then((outcome) => {
      settle(outcome)
      running.delete(stage.name)
    })
    running.set(stage.name, finished)
    alone = stage.alone ?? false
  }
  while (waiting.length > 0 || running.size > 0) {
    const next = running.size < width ? waiting.findIndex(mayStart) : -1
    if (next >= 0) waiting.splice(next, 1).forEach(start)
    else if (running.size > 0) await Promise.race(running.values())
    else throw new Error(`These stages wait for each other: ${waiting.map(({ name }) => name).join(', ')}`)
  }
  return stages.flatMap(({ name }) => done.get(name) ?? [])
}
