import { rolloutMachine } from '#server/loop/autonomy/rollout/machine.ts'
import { changeMachine } from '#server/loop/change/machine.ts'
import type { MachineTable } from '#server/platform/machine.ts'
import { between, type Page } from './page.ts'

/** Early ends and trying again: said in words beside the picture, and drawn whole in docs/reference/states.md. */
const leftOut = new Set(['withdrawn', 'failed', 'unfit', 'declined', 'denied', 'abandoned'])

const words = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

function arrows(prefix: string, table: MachineTable): string[] {
  return Object.entries(table).flatMap(([state, ways]) => {
    if (leftOut.has(state)) return []
    const labels = Map.groupBy(
      Object.entries(ways).filter(([, target]) => !leftOut.has(target)),
      ([, target]) => target,
    )
    return [...labels].map(
      ([target, events]) =>
        `${prefix}${state} -->|${events.map(([event]) => words(event)).join(', ')}| ${prefix}${target}`,
    )
  })
}

function states(prefix: string, table: MachineTable): string[] {
  return Object.entries(table)
    .filter(([state]) => !leftOut.has(state))
    .map(
      ([state, ways]) =>
        `${prefix}${state}${Object.keys(ways).length === 0 ? `([${words(state)}])` : `[${words(state)}]`}`,
    )
}

/** The loop as a mermaid flowchart, drawn from the machines of a change and of a rollout. */
export function loopDiagram(): string {
  const change = changeMachine.table
  const rollout = rolloutMachine.table
  const indent = (lines: readonly string[]) => lines.map((line) => `    ${line}`)
  return [
    '```mermaid',
    'flowchart LR',
    '  intent([an intent]) --> c_designing',
    '  subgraph change [a change]',
    ...indent([...states('c_', change), ...arrows('c_', change)]),
    '  end',
    '  subgraph rollout [its rollout]',
    ...indent([...states('r_', rollout), ...arrows('r_', rollout)]),
    '  end',
    '  c_rollingOut -.-> r_preparing',
    '  r_stable -.-> c_merging',
    '  r_rolledBack -.-> c_rolledBack',
    '```',
  ].join('\n')
}

/** The picture in the README. */
export const readme: Page = { path: 'README.md', render: (current) => between(current, 'loop', loopDiagram()) }
