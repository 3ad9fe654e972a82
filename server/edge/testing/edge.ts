import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ociLayout } from '#server/adapters/artifacts/oci-layout.ts'
import { bubblewrapSandbox } from '#server/adapters/sandbox/bubblewrap.ts'
import type { ServiceDatabases } from '#server/ports/databases.ts'
import type { SandboxCommand } from '#server/ports/sandbox.ts'
import { controlSocketIn, type Edge, type EdgeOptions, startEdge } from '../edge.ts'
import { type Behaviour, buildService } from './behaviour.ts'

/** A whole edge in a folder of its own: real sandbox, real sockets, real artifacts. */
export interface EdgeForTests {
  readonly folder: string
  readonly controlSocket: string
  readonly events: { event: string; facts: Readonly<Record<string, unknown>> }[]
  /** Commands that ran to their end in a sandbox: migrations. */
  readonly ran: (readonly string[])[]
  edge(): Edge
  url(path: string): string
  build(behaviour: Behaviour): Promise<string>
  restart(): Promise<void>
  /** Starts a second edge on the same folder. */
  another(): Promise<Edge>
  close(): Promise<void>
}

export async function edgeForTests(databases: ServiceDatabases = noDatabases): Promise<EdgeForTests> {
  const folder = await mkdtemp(join(tmpdir(), 'edge-'))
  await chmod(folder, 0o755)
  const events: EdgeForTests['events'] = []
  const ran: EdgeForTests['ran'] = []
  const base = edgeOptions(folder)
  const options = {
    ...base,
    databases,
    sandbox: {
      ...base.sandbox,
      run: (command: SandboxCommand, signal: AbortSignal) => {
        ran.push(command.argv)
        return base.sandbox.run(command, signal)
      },
    },
    tell: (event: string, facts: object) => events.push({ event, facts: { ...facts } }),
  }
  let edge = await startEdge(options)
  let builds = 0
  return {
    folder,
    controlSocket: controlSocketIn(folder),
    events,
    ran,
    edge: () => edge,
    url: (path) => `http://127.0.0.1:${edge.port}${path}`,
    build: (behaviour) =>
      buildService(options.artifacts, join(folder, `build-${builds++}`), behaviour, databases !== noDatabases),
    another: () => startEdge(options),
    async restart() {
      await edge.stop()
      edge = await startEdge(options)
    },
    async close() {
      await edge.stop()
      await promisify(execFile)('chmod', ['-R', 'u+w', folder])
      await rm(folder, { recursive: true })
    },
  }
}

export function edgeOptions(folder: string): EdgeOptions {
  return {
    host: '127.0.0.1',
    port: 0,
    dataFolder: folder,
    artifacts: ociLayout(join(folder, 'artifacts')),
    sandbox: bubblewrapSandbox({ runtimeFolder: join(folder, 'runtime') }),
    databases: noDatabases,
    tell: () => {},
  }
}

const refuse = async () => {
  throw new Error('The test service has no database.')
}
const noDatabases: ServiceDatabases = { provision: refuse, temporary: refuse, openSocket: refuse }
