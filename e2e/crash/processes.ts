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

/** Every process of the instance on this data folder, by the name its supervisor gave it. */
function processesOf(data: string): Map<string, number> {
  const found = new Map<string, number>()
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const variables = environmentOf(pid)
    const name = variables.get('DOMINION_PROCESS')
    if (variables.get('DOMINION_DATA') === data && name && variables.has('DOMINION_LIFELINE'))
      found.set(name, Number(pid))
  }
  return found
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
