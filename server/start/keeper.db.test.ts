import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '#server/platform/env.ts'
import { clustersFolder, runningPostmaster } from '#server/platform/postgres/servers.ts'

let data: string
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'keeper-'))
  chmodSync(data, 0o755)
})
afterAll(() => rmSync(data, { recursive: true, force: true }))

/** A supervisor of our own, so that it can be killed: starts the keeper and tells when PostgreSQL is ready. */
const supervisor = `
  import { spawnHeld } from ${JSON.stringify(join(packageRoot, 'server/start/child.ts'))}
  const environment = { PATH: process.env.PATH, DOMINION_DATA: process.env.DOMINION_DATA, LOG_LEVEL: 'silent' }
  const keeper = spawnHeld({ arguments: ['server/start/keeper.ts'], environment, folder: ${JSON.stringify(packageRoot)} })
  keeper.stdout.pipe(process.stdout)
`

async function startSupervisor() {
  const program = join(data, 'supervisor.mjs')
  writeFileSync(program, supervisor)
  const env = { ...process.env, DOMINION_DATA: data }
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return child
}

const folder = (name: string) => join(clustersFolder(data, { uid: undefined }), name)

async function untilStopped(): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await sleep(50))
    if (!runningPostmaster(folder('postgres')) && !runningPostmaster(folder('databases'))) return
  throw new Error('PostgreSQL still runs')
}

describe('PostgreSQL under the supervisor', () => {
  it('shuts down in order when the supervisor is killed, and starts again on the same ports', async () => {
    const first = await startSupervisor()
    const ports = readFileSync(join(data, 'run/ports.json'), 'utf8')
    expect(runningPostmaster(folder('postgres'))?.ready).toBe(true)
    first.kill('SIGKILL')
    await untilStopped()
    expect(readFileSync(join(folder('postgres'), 'server.log'), 'utf8')).toMatch(/database system is shut down/)

    const second = await startSupervisor()
    expect(readFileSync(join(data, 'run/ports.json'), 'utf8')).toBe(ports)
    second.kill('SIGKILL')
    await untilStopped()
  })

  it('comes back when the server itself is killed', async () => {
    const child = await startSupervisor()
    const killed = runningPostmaster(folder('postgres'))?.pid ?? 0
    process.kill(killed, 'SIGKILL')
    let back = runningPostmaster(folder('postgres'))
    for (const deadline = Date.now() + 20_000; Date.now() < deadline && !(back?.ready && back.pid !== killed); ) {
      await sleep(50)
      back = runningPostmaster(folder('postgres'))
    }
    expect(back?.pid).not.toBe(killed)
    expect(back?.ready).toBe(true)
    child.kill('SIGKILL')
    await untilStopped()
  })
})
