import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { env, packageRoot } from '#server/platform/env.ts'
import { freePort } from '#server/platform/free-port.ts'
import { readPorts, rememberPort } from '#server/platform/postgres/index.ts'
import { bundledClusters } from '#server/platform/postgres/servers.ts'
import { AlreadySaid } from './already-said.ts'
import { buildPortal } from './build.ts'
import { type ChildCommand, spawnHeld } from './child.ts'
import { type HealthPorts, portalAddress, processEnvironment, processPlans } from './processes.ts'
import { Keeper, type Supervised, stopInOrder } from './supervisor.ts'
import { introduceWitnesses, witnessPorts } from './witnesses.ts'

type Variables = Readonly<Record<string, string | undefined>>
type Say = (line: string) => void

/** What a start is given. */
export interface Launch {
  /** What the machine itself needs said, such as PATH and HOME. */
  machine: Variables
  /** The whole environment, for the programs that administer the database. */
  administrator: Variables
  say: Say
}

/** After a killed supervisor, the processes that use PostgreSQL have this long to end before it does. */
const othersFirstMs = 2_000

const logFile = (name: string) => join(env().DOMINION_DATA, 'logs', `${name}.log`)

/** Resolves once the child says it is ready. */
async function untilReady(command: ChildCommand, what: string): Promise<ReturnType<typeof spawnHeld>> {
  const child = spawnHeld(command)
  if (!child.stdout) throw new Error(`${what} has no output`)
  const ended = once(child, 'exit').then(() => Promise.reject(new AlreadySaid(`${what} did not start`)))
  await Promise.race([once(createInterface(child.stdout), 'line'), ended])
  ended.catch(() => undefined)
  return child
}

/** PostgreSQL, when this instance runs its own. Its keeper is started again when it crashes. */
async function keepDatabases({ administrator }: Launch): Promise<() => Promise<void>> {
  if (Object.keys(bundledClusters()).length === 0) return async () => {}
  const environment = { ...administrator, DOMINION_PROCESS: 'postgres' }
  const command = { arguments: ['server/start/keeper.ts'], environment, folder: packageRoot, lingerMs: othersFirstMs }
  let stopping = false
  let child = await untilReady(command, 'PostgreSQL')
  const again = () => {
    if (stopping) return
    child = spawnHeld({ ...command, log: logFile('postgres') })
    child.once('exit', () => setTimeout(again, 1_000))
  }
  child.once('exit', () => setTimeout(again, 250))
  return async () => {
    stopping = true
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
}

async function prepare({ administrator }: Launch): Promise<string[]> {
  const environment = { ...administrator, DOMINION_PROCESS: 'prepare' }
  const child = spawnHeld({ arguments: ['server/start/prepare.ts'], environment, folder: packageRoot })
  if (!child.stdout) throw new Error('The preparation has no output')
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit') as Promise<[number | null]>])
  if (code !== 0) throw new AlreadySaid('The database is not ready')
  return JSON.parse(output) as string[]
}

async function healthPorts(witnesses: readonly number[]): Promise<HealthPorts> {
  const { DOMINION_DATA } = env()
  const known = readPorts(DOMINION_DATA)
  const choose = async (name: string) => {
    const port = await freePort(known[name])
    rememberPort(DOMINION_DATA, name, port)
    return port
  }
  const ports = {
    worker: await choose('worker'),
    sequencer: await choose('sequencer'),
    edge: await choose('edgeHealth'),
  }
  return { ...ports, witnesses }
}

/** A running instance. */
export interface Instance {
  address: string
  /** How to sign in, a line each. */
  signIn: string[]
  stop(): Promise<void>
}

/**
 * Brings everything up: PostgreSQL and the build side by side, then the database's content, then the processes.
 * @throws Error a person can act on; everything started until then was stopped
 */
export async function launch(start: Launch): Promise<Instance> {
  const { DOMINION_BUILD, PORTAL } = env()
  const build =
    PORTAL === 'no'
      ? Promise.resolve(false)
      : buildPortal({ folder: DOMINION_BUILD, environment: start.machine, log: logFile('build') })
  build.catch(() => undefined)
  const stopDatabases = await keepDatabases(start)
  start.say('PostgreSQL is running')
  const keepers: Keeper[] = []
  const stop = async () => {
    await stopInOrder(keepers)
    await stopDatabases()
  }
  try {
    const ports = await witnessPorts()
    const [signIn, witnesses] = await Promise.all([prepare(start), introduceWitnesses(ports, start.machine)])
    start.say('the database is prepared')
    if (await build) start.say('the portal is built')
    for (const plan of processPlans(await healthPorts(ports))) {
      const environment = { ...processEnvironment(plan, start.machine, witnesses), DOMINION_BUILD }
      const supervised: Supervised = { ...plan, environment, log: logFile(plan.name), folder: packageRoot }
      keepers.push(new Keeper(supervised, start.say))
    }
    await Promise.all(keepers.map((keeper) => keeper.start()))
    return { address: portalAddress(), signIn, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
