import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { env, packageRoot } from '#server/platform/env.ts'
import { freePort } from '#server/platform/free-port.ts'
import { readPorts, rememberPort } from '#server/platform/postgres/index.ts'
import { AlreadySaid } from './already-said.ts'
import { spawnHeld } from './child.ts'
import { keptSmall, ownWitnesses, witnessPlans } from './processes.ts'

/** Ports for the witnesses on this machine; none when others are named. */
export async function witnessPorts(): Promise<number[]> {
  const { DOMINION_DATA, LEDGER_WITNESSES } = env()
  if (LEDGER_WITNESSES !== undefined) return []
  const ports: number[] = []
  for (let at = 1; at <= ownWitnesses; at++) {
    const port = await freePort(readPorts(DOMINION_DATA)[`witness${at}`])
    rememberPort(DOMINION_DATA, `witness${at}`, port)
    ports.push(port)
  }
  return ports
}

/**
 * Lets each make its key and say what it will be called, as `LEDGER_WITNESSES` takes it. It also leaves their compiled code
 * behind: a process that compiles TypeScript itself takes half as much memory again, and keeps it.
 * @throws AlreadySaid when one cannot
 */
export async function introduceWitnesses(
  ports: readonly number[],
  machine: Readonly<Record<string, string | undefined>>,
): Promise<string[]> {
  const lines: string[] = []
  for (const plan of witnessPlans(ports)) {
    const environment = { ...machine, DOMINION_PROCESS: plan.name, ...keptSmall(plan) }
    const child = spawnHeld({ arguments: [...plan.arguments, '--once'], environment, folder: packageRoot })
    if (!child.stdout) throw new Error(`The ${plan.name} has no output`)
    const [line, [code]] = await Promise.all([text(child.stdout), once(child, 'exit') as Promise<[number | null]>])
    if (code !== 0) throw new AlreadySaid(`The ${plan.name} has no key`)
    lines.push(line.trim())
  }
  return lines
}
