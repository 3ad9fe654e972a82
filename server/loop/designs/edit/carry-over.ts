import type { DesignSpec } from '../schemas.ts'
import type { Command, Relation } from './commands.ts'
import { type Difference, differences } from './differences.ts'
import { begin, type History, perform } from './history.ts'
import { newComponentId } from './new-id.ts'

/**
 * The same steps on a newer design. A component that was added under an id that is taken there gets a free one, throughout.
 * `left` is what the steps did that no longer fit.
 */
export function carryOver(
  from: DesignSpec,
  to: DesignSpec,
  steps: readonly (readonly Command[])[],
): { history: History; left: Difference[] } {
  const ids = new Map<string, string>()
  const left: Difference[] = []
  let [own, carried] = [begin(from), begin(to)]
  for (const commands of steps) {
    const before = own.spec
    own = performed(own, commands)
    const moved = commands.map((command) => withIds(command, carried.spec, ids))
    const done = perform(carried, moved)
    if (done.allowed) carried = done.history
    else left.push(...differences(before, own.spec))
  }
  return { history: carried, left }
}

function performed(history: History, commands: readonly Command[]): History {
  const done = perform(history, commands)
  return done.allowed ? done.history : history
}

function withIds(command: Command, spec: DesignSpec, ids: Map<string, string>): Command {
  const here = (id: string) => ids.get(id) ?? id
  const ends = (relation: Relation) => ({ ...relation, from: here(relation.from), to: here(relation.to) })
  switch (command.do) {
    case 'addComponent': {
      const { component } = command
      const isTaken = spec.components.some(({ id }) => id === component.id)
      if (isTaken) ids.set(component.id, newComponentId(spec, component.kind))
      return { ...command, component: { ...component, id: here(component.id) } }
    }
    case 'rename':
    case 'setKind':
    case 'setDataClasses':
    case 'remove':
      return { ...command, id: here(command.id) }
    case 'connect':
    case 'disconnect':
    case 'setProtocol':
      return { ...command, relation: ends(command.relation) }
    case 'setText':
    case 'setLines':
      return command
  }
}
