import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runningPostmaster } from '#server/platform/postgres/servers.ts'

/** What an instance is made of, each of which may die at any moment. */
export const victims = [
  'worker',
  'sequencer',
  'edge',
  'postgres',
  'postmaster',
  'servicesPostmaster',
  'supervisor',
] as const
export type Victim = (typeof victims)[number]

/**
 * Every process of the instance on this data folder, by the name its supervisor gave it. What one of them is just starting
 * looks like it until it becomes something else, and is another's child.
 */
function processesOf(data: string): Map<string, number> {
  const found = new Map<string, number>()
  const supervisor = pidOf(data, 'supervisor')
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const variables = environmentOf(pid)
    const name = variables.get('DOMINION_PROCESS')
    if (variables.get('DOMINION_DATA') === data && name && parentOf(pid) === supervisor) found.set(name, Number(pid))
  }
  return found
}

function parentOf(pid: string): number | undefined {
  try {
    return Number(/^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return undefined // Gone meanwhile.
  }
}

/** Empty for a process that is gone or somebody else's. */
function environmentOf(pid: string): Map<string, string> {
  try {
    const text = readFileSync(`/proc/${pid}/environ`, 'utf8')
    return new Map(
      text.split('\0').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    )
  } catch {
    return new Map()
  }
}

/** The process number of one part of the instance, or undefined while it is down. */
export function pidOf(data: string, victim: Victim): number | undefined {
  switch (victim) {
    case 'postmaster':
      return runningPostmaster(join(data, 'postgres'))?.pid
    case 'servicesPostmaster':
      return runningPostmaster(join(data, 'databases'))?.pid
    case 'supervisor':
      return Number(readFileSync(join(data, 'run/supervisor.pid'), 'utf8'))
    default:
      return processesOf(data).get(victim)
  }
}
