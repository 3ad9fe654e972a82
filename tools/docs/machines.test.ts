import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '#server/platform/env.ts'
import { machines } from './machines.ts'

const found = await machines()

/** By which calls the events of a machine are raised. A machine that is not named here fails below. */
const raisers: Readonly<Record<string, RegExp>> = {
  change: /\b(?:advance|advanceChange)\(|changeMachine\.next\(/g,
  approval: /\bcloseRequest\(/g,
  rollout: /\b(?:moveRollout|setWeight|rolloutMachine\.next)\(|\breturn (?=')/g,
  halt: /\bhaltMachine\.next\(/g,
  removal: /\bremovalMachine\.next\(/g,
  run: /\bendRun\(/g,
  incident: /\bmoveIncident\(/g,
}

let sources: readonly { file: string; text: string }[]
beforeAll(() => {
  const files = globSync('{server,workers}/**/*.ts', { cwd: packageRoot })
  sources = files
    .filter((file) => !/\.test\.ts$|\/testing\//.test(file))
    .map((file) => ({ file, text: readFileSync(join(packageRoot, file), 'utf8') }))
})

/** Names in quotes within the calls that raise a machine's events. */
function raised(name: string): Set<string> {
  const calls = raisers[name]
  if (!calls) throw new Error(`say in this test how the events of ${name} are raised`)
  const ends = /;|\n\n|\n\}|\n {0,8}(?:return|await|if|const|throw)\b/
  const said = sources.flatMap(({ file, text }) =>
    name === 'rollout' && !file.includes('/rollout/')
      ? []
      : [...text.matchAll(calls)].map(({ index, 0: call }) => text.slice(index + call.length).split(ends)[0] ?? ''),
  )
  return new Set(said.flatMap((call) => [...call.matchAll(/'(\w+)'/g)].map(([, word]) => word ?? '')))
}

it('finds every machine', () => {
  expect(found.map(({ machine }) => machine.name).toSorted()).toEqual(Object.keys(raisers).toSorted())
})

describe.each(found.map(({ machine }) => [machine.name, machine] as const))('the machine of a %s', (name, machine) => {
  const states = Object.keys(machine.table)

  it('reaches each of its states', () => {
    const reached = new Set<string>([machine.initial])
    for (const state of reached) for (const target of Object.values(machine.table[state] ?? {})) reached.add(target)
    expect([...reached].toSorted()).toEqual(states.toSorted())
  })

  it('can end from everywhere', () => {
    const ending = new Set(states.filter((state) => machine.isFinal(state)))
    expect(ending.size).toBeGreaterThan(0)
    for (let before = -1; before < ending.size; ) {
      before = ending.size
      for (const state of states)
        if (Object.values(machine.table[state] ?? {}).some((target) => ending.has(target))) ending.add(state)
    }
    expect(states.filter((state) => !ending.has(state))).toEqual([])
  })

  it('has no event that nothing raises', () => {
    const events = new Set(Object.values(machine.table).flatMap((ways) => Object.keys(ways)))
    const said = raised(name)
    expect([...events].filter((event) => !said.has(event))).toEqual([])
  })

  it('answers null to what means nothing', () => {
    expect(machine.next('nowhere', 'nothing')).toBeNull()
    for (const state of states) expect(machine.next(state, 'nothing')).toBeNull()
  })
})
