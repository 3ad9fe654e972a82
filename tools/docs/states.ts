import type { Machine, MachineTable } from '#server/platform/machine.ts'
import { machines } from './machines.ts'
import { code, type Page, referencePage } from './page.ts'

/** A machine as a mermaid state diagram, in the order of its table. */
export function stateDiagram({ initial, table, isFinal }: Machine<MachineTable>): string {
  const arrows = Object.entries(table).flatMap(([state, ways]) =>
    Object.entries(ways).map(([event, target]) => `  ${state} --> ${target} : ${event}`),
  )
  const ends = Object.keys(table)
    .filter(isFinal)
    .map((state) => `  ${state} --> [*]`)
  return ['```mermaid', 'stateDiagram-v2', `  [*] --> ${initial}`, ...arrows, ...ends, '```'].join('\n')
}

/** Every machine, drawn from its table. */
export const states: Page = {
  path: 'docs/reference/states.md',
  async render() {
    const parts = (await machines()).flatMap(({ file, machine, about }) => [
      `## ${machine.name}`,
      [about, `Table: ${code(file)}.`].filter(Boolean).join(' '),
      stateDiagram(machine),
    ])
    return referencePage('States', 'the tables in `server/**/machine.ts`', ...parts)
  },
}
