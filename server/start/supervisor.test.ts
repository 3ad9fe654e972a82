import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packageRoot } from '#server/platform/env.ts'
import { freePort } from '#server/platform/free-port.ts'
import { Keeper, type Supervised, stopInOrder } from './supervisor.ts'

/** A process of the kind we supervise: listens, tells its number, and writes down that it was asked to stop. */
const program = `
  import { appendFileSync, writeFileSync } from 'node:fs'
  import { createServer } from 'node:http'
  const [name, port, folder] = process.argv.slice(2)
  writeFileSync(folder + '/' + name + '.pid', String(process.pid))
  createServer((_, response) => response.end(name)).listen(Number(port), '127.0.0.1')
  process.on('SIGTERM', () => { appendFileSync(folder + '/stopped', name + '\\n'); process.exit(0) })
`
let folder: string
let started: Keeper[]
const said: string[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supervisor-'))
  writeFileSync(join(folder, 'program.mjs'), program)
  started = []
})

afterEach(async () => {
  await stopInOrder(started)
  rmSync(folder, { recursive: true, force: true })
})

async function supervised(name: string, stopsIn: number): Promise<Supervised> {
  const port = await freePort()
  const command = [join(folder, 'program.mjs'), name, String(port), folder]
  const log = join(folder, `${name}.log`)
  return { name, arguments: command, environment: {}, log, folder, port, stopsIn, graceMs: 5_000 }
}

async function start(name: string, stopsIn = 1): Promise<Keeper> {
  const keeper = new Keeper(await supervised(name, stopsIn), (line) => said.push(line))
  started.push(keeper)
  await keeper.start()
  return keeper
}

const pidOf = (name: string) => Number(readFileSync(join(folder, `${name}.pid`), 'utf8'))

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

async function until(what: () => boolean, limitMs = 15_000): Promise<void> {
  for (const deadline = Date.now() + limitMs; !what(); await sleep(20))
    if (Date.now() > deadline) throw new Error(`waited ${limitMs} ms for ${String(what)}`)
}

describe('a supervised process', () => {
  it('starts again after it was killed', async () => {
    await start('worker')
    const first = pidOf('worker')
    process.kill(first, 'SIGKILL')
    await until(() => pidOf('worker') !== first && alive(pidOf('worker')))
    expect(said.at(-1)).toMatch(/worker ended \(SIGKILL\)/)
  })

  it('does not start again once stopped, and is asked before it is killed', async () => {
    const keeper = await start('worker')
    await keeper.stop()
    await sleep(500)
    expect(alive(pidOf('worker'))).toBe(false)
    expect(readFileSync(join(folder, 'stopped'), 'utf8')).toBe('worker\n')
  })

  it('stops group after group', async () => {
    await start('sequencer', 3)
    await start('web', 1)
    await start('edge', 2)
    await stopInOrder(started)
    expect(readFileSync(join(folder, 'stopped'), 'utf8')).toBe('web\nedge\nsequencer\n')
  })

  it('says what a process that cannot start wrote last', async () => {
    const plan = await supervised('broken', 1)
    writeFileSync(join(folder, 'program.mjs'), 'throw new Error("no such key")')
    const keeper = new Keeper(plan, () => undefined)
    await expect(keeper.start()).rejects.toThrow(/broken did not start[\s\S]*no such key/)
    await keeper.stop()
  })
})

describe('when the supervisor is killed', () => {
  it('everything it started ends by itself, in its ordinary way', async () => {
    const plan = await supervised('orphan', 1)
    const script = `
      import { Keeper } from ${JSON.stringify(join(packageRoot, 'server/start/supervisor.ts'))}
      await new Keeper(${JSON.stringify(plan)}, () => {}).start()
      console.log('up')
    `
    writeFileSync(join(folder, 'supervisor.mjs'), script)
    const supervisor: ChildProcess = spawn(process.execPath, [join(folder, 'supervisor.mjs')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (!supervisor.stdout) throw new Error('no output')
    await once(supervisor.stdout, 'data')
    expect(alive(pidOf('orphan'))).toBe(true)
    supervisor.kill('SIGKILL')
    await until(() => !alive(pidOf('orphan')))
    expect(readFileSync(join(folder, 'stopped'), 'utf8')).toBe('orphan\n')
  })
})
