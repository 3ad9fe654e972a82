import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '#server/platform/free-port.ts'
import { spawnHeld } from '#server/start/child.ts'

export interface ThrowAwayInstance {
  data: string
  edge: string
  /** Where its pages are, when it has them. */
  portal: string
  startedMs: number
  /** Starts it again on the same folder and ports, after it was killed. */
  startAgain(): Promise<void>
  stop(): Promise<void>
}

const root = resolve(import.meta.dirname, '../../..')

/** Starts a whole instance, without its pages unless asked, on free ports and a folder of its own, and points this process at it. */
export async function throwAwayInstance({ keep = false, portal = false } = {}): Promise<ThrowAwayInstance> {
  const begun = performance.now()
  const data = mkdtempSync(join(tmpdir(), 'dominion-demo-'))
  // Root's PostgreSQL runs as somebody else, and would otherwise move to a folder that outlives this one.
  chmodSync(data, 0o755)
  const [port, edgePort] = [await freePort(undefined), await freePort(undefined)]
  const settings = {
    DOMINION_DATA: data,
    PORT: String(port),
    EDGE_PORT: String(edgePort),
    PORTAL: portal ? 'yes' : 'no',
    CLOCK: 'movable',
    PRACTICE_TEAM: 'yes',
    LOG_LEVEL: 'warn',
    // What is shown here is thrown away, and must reach no place that keeps things.
    LEDGER_ANCHOR_REMOTES: '',
    LEDGER_TSA_URL: '',
  }
  Object.assign(process.env, settings)
  let child: ChildProcess | undefined
  const start = async () => {
    child = spawnHeld({ arguments: ['bin/start.ts'], environment: process.env, folder: root })
    await untilUp(child)
  }
  const stop = async () => {
    if (child) await ended(child)
    if (!keep) rmSync(data, { recursive: true, force: true })
  }
  try {
    await start()
  } catch (error) {
    await stop()
    throw error
  }
  const [edge, pages] = [`http://127.0.0.1:${edgePort}`, `http://127.0.0.1:${port}`]
  return { data, edge, portal: pages, startedMs: performance.now() - begun, startAgain: start, stop }
}

async function untilUp(child: ChildProcess): Promise<void> {
  if (!child.stdout) throw new Error('the instance has no output')
  const said: string[] = []
  for await (const line of createInterface(child.stdout)) {
    said.push(line)
    if (line.includes('Codex Dominion is up')) {
      child.stdout.resume()
      return
    }
  }
  throw new Error(`The throw-away instance did not start. ${said.slice(-3).join(' ')}`)
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
