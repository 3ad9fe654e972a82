import type { DesignSpec } from '../schemas.ts'
import { apply, type Refusal } from './apply.ts'
import type { Command, Move } from './commands.ts'

/** What one act of a person consists of, and what takes it back. */
interface Step {
  commands: readonly Command[]
  inverse: readonly Move[]
}

/** A design being edited: as it is now, and the way there and back. Where its parts stand in a picture is no part of it. */
export interface History {
  spec: DesignSpec
  done: readonly Step[]
  undone: readonly Step[]
}

export type Performed = { allowed: true; history: History } | Refusal

export function begin(spec: DesignSpec): History {
  return { spec, done: [], undone: [] }
}

/** Does all of it or nothing, as one step to take back. */
export function perform({ spec, done }: History, commands: readonly Command[]): Performed {
  const through = run(spec, commands)
  if (!through.allowed) return through
  const step = { commands, inverse: through.inverse }
  return { allowed: true, history: { spec: through.spec, done: [...done, step], undone: [] } }
}

/** Takes the last step back; without one, everything stays. */
export function undo(history: History): History {
  const step = history.done.at(-1)
  const through = step && run(history.spec, step.inverse)
  if (!step || !through?.allowed) return history
  return { spec: through.spec, done: history.done.slice(0, -1), undone: [...history.undone, step] }
}

/** Does the step again that was taken back last. */
export function redo(history: History): History {
  const step = history.undone.at(-1)
  const through = step && run(history.spec, step.commands)
  if (!step || !through?.allowed) return history
  const again = { commands: step.commands, inverse: through.inverse }
  return { spec: through.spec, done: [...history.done, again], undone: history.undone.slice(0, -1) }
}

/** Every command that leads from where it began to where it is. */
export function commandsOf({ done }: History): Command[] {
  return done.flatMap(({ commands }) => commands)
}

/** The steps done on a design, one after the other. One that does not fit there is passed over. */
export function replay(spec: DesignSpec, steps: readonly (readonly Command[])[]): History {
  return steps.reduce((history, commands) => {
    const performed = perform(history, commands)
    return performed.allowed ? performed.history : history
  }, begin(spec))
}

type Through = { allowed: true; spec: DesignSpec; inverse: Move[] } | Refusal

function run(from: DesignSpec, moves: readonly Move[]): Through {
  let spec = from
  const inverse: Move[] = []
  for (const move of moves) {
    const applied = apply(spec, move)
    if (!applied.allowed) return applied
    spec = applied.spec
    inverse.unshift(applied.inverse)
  }
  return { allowed: true, spec, inverse }
}
