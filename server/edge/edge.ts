import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Registry } from 'prom-client'
import { processRegistry } from '#server/platform/status.ts'
import { commandsOf } from './commands.ts'
import { serveControl } from './control/server.ts'
import { fleetOf } from './fleet.ts'
import { openJournal } from './journal.ts'
import { edgeMetrics } from './metrics.ts'
import { type Listener, listen } from './traffic/listener.ts'
import { proxy } from './traffic/proxy.ts'
import type { LaunchParts } from './versions/launch.ts'

export interface EdgeOptions extends Omit<LaunchParts, 'unpackedFolder'> {
  /** Where users come in. Port 0 takes any free one. */
  host: string
  port: number
  /** The instance's state: `edge/` holds the journal and unpacked artifacts, `run/` the sockets. */
  dataFolder: string
  tell(event: string, facts: Readonly<Record<string, unknown>>): void
}

export interface Edge {
  readonly port: number
  readonly metrics: Registry
  /** What `/api/health` shows: versions that should run and how many do not. */
  health(): { versions: number; unhealthy: number }
  /** Lets users' requests finish, then stops every version. Their desired state stays for the next start. At most 20 s. */
  stop(): Promise<void>
}

/** Where an instance's edge takes commands. */
export function controlSocketIn(dataFolder: string): string {
  return join(dataFolder, 'run', 'edge.sock')
}

/** Starts the proxy, brings back what the journal names and listens for commands. @throws Failure with one clear line. */
export async function startEdge(options: EdgeOptions): Promise<Edge> {
  const journal = await openJournal(join(options.dataFolder, 'edge'))
  const registry = processRegistry()
  const metrics = edgeMetrics(registry)
  const unpackedFolder = join(options.dataFolder, 'edge', 'unpacked')
  const runFolder = join(options.dataFolder, 'run', 'services')
  for (const folder of [unpackedFolder, runFolder]) await mkdir(folder, { recursive: true })

  const fleet = fleetOf({ ...options, unpackedFolder, runFolder, observe: metrics.attempted })
  metrics.watch(fleet)
  const commands = commandsOf(journal, fleet)
  const fault = (error: unknown) => options.tell('edge fault', { error })

  let listener: Listener | null = null
  const parts = {
    route: (service: string) => journal.service(service).route,
    find: (service: string, artifactDigest: string) => fleet.find({ service, stage: 'production', artifactDigest }),
    retried: metrics.retried,
    closing: () => listener?.closing() ?? false,
  }
  const control = await serveControl(controlSocketIn(options.dataFolder), commands, fault)
  try {
    listener = await listen(options, (request, response) => proxy(request, response, parts), fault)
  } catch (error) {
    await Promise.all([control.close(), fleet.stopAll()])
    throw error
  }
  commands.resume()

  const { port, drain } = listener
  return {
    port,
    metrics: registry,
    health: () => {
      const all = fleet.all()
      return { versions: all.length, unhealthy: all.filter((each) => !each.healthy()).length }
    },
    async stop() {
      await Promise.all([control.close(), drain()])
      await fleet.stopAll()
    },
  }
}
