import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { packageRoot } from '#server/platform/env.ts'
import { freePort } from '#server/platform/free-port.ts'
import { spawnHeld } from '#server/start/child.ts'
import { testBuild } from './stages.ts'

/** An instance of our own, started as a person starts it, with a data folder and ports that nobody else has. */
export interface TestInstance {
  portal: string
  edge: string
  data: string
  /** What it printed: how to sign in. */
  said: string[]
  stop(): Promise<void>
}

/** Keeps what it prints in `said`. @throws when it ends before it says where it is. */
function untilUp(output: Readable, said: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines = createInterface(output)
    lines.on('line', (line) => {
      said.push(line)
      const address = /is up: (\S+)/.exec(line)?.[1]
      if (address) resolve(address)
    })
    lines.once('close', () => reject(new Error(`The instance did not come up:\n${said.join('\n')}`)))
  })
}

/** Starts it and waits until it answers. Its clock is movable. */
export async function startInstance(): Promise<TestInstance> {
  const data = mkdtempSync(join(tmpdir(), 'codex-dominion-e2e-'))
  // Root's PostgreSQL runs as somebody else, and would otherwise move to a folder that outlives this one.
  chmodSync(data, 0o755)
  const [port, edgePort] = [await freePort(), await freePort()]
  const settings = { DOMINION_DATA: data, PORT: String(port), EDGE_PORT: String(edgePort), CLOCK: 'movable' }
  const environment = { ...process.env, NODE_ENV: 'production', ...settings, DOMINION_BUILD: testBuild }
  const child = spawnHeld({ arguments: ['bin/start.ts'], environment, folder: packageRoot })
  if (!child.stdout) throw new Error('The instance has no output')
  const said: string[] = []
  const portal = await untilUp(child.stdout, said)
  const stop = async () => {
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
    rmSync(data, { recursive: true, force: true })
  }
  return { portal, edge: `http://127.0.0.1:${edgePort}`, data, said, stop }
}
