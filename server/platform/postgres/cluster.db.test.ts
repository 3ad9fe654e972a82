import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../free-port.ts'
import { postgresUrl } from './address.ts'
import { throwAwayCluster } from './bundled.ts'
import { type Cluster, initialiseCluster, startCluster, stopCluster } from './cluster.ts'
import { runningPostmaster } from './postmaster.ts'

let folder: string
let cluster: Cluster
let port: number

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cluster-'))
  // As the product runs it: what it acknowledged must be there after a crash.
  cluster = { ...throwAwayCluster(folder, 'the right password'), throwAway: false }
  // What a start that was killed half way leaves behind.
  mkdirSync(`${cluster.folder}.unfinished/base`, { recursive: true })
  writeFileSync(`${cluster.folder}.password`, 'old')
  port = await freePort()
  await initialiseCluster(cluster)
  await startCluster(cluster, port)
})

afterAll(async () => {
  await stopCluster(cluster, 'immediate')
  rmSync(folder, { recursive: true, force: true })
})

async function ask(sql: string, password = 'the right password'): Promise<unknown[]> {
  const url = postgresUrl({ port, user: 'postgres', password, database: 'postgres' })
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const pid = () => runningPostmaster(cluster.folder)?.pid

describe('a bundled cluster', () => {
  it('lets nobody in without the password', async () => {
    await expect(ask('select 1', 'a wrong one')).rejects.toThrow(/password authentication failed/)
  })

  it('listens on the loopback address alone', async () => {
    expect(await ask('show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
    expect(await ask('show max_connections')).toEqual([{ max_connections: '200' }])
  })

  it('is found, not started again, when it already runs', async () => {
    const before = pid()
    expect((await startCluster(cluster, await freePort())).port).toBe(port)
    expect(pid()).toBe(before)
  })

  it('never runs as root', () => {
    const status = readFileSync(`/proc/${pid()}/status`, 'utf8')
    expect(status).toMatch(/^Uid:\t[1-9]/m)
  })

  it('has every acknowledged row after it was killed, and starts again at once', async () => {
    await ask('create table kept (n int)')
    for (let n = 0; n < 50; n += 1) await ask(`insert into kept values (${n})`)
    const killed = pid() ?? 0
    process.kill(killed, 'SIGKILL')
    while (pid() === killed) await sleep(10)
    await startCluster(cluster, port)
    expect(await ask('select count(*)::int as n from kept')).toEqual([{ n: 50 }])
  })

  it('starts over the lock of a killed server whose number now belongs to another program', async () => {
    await stopCluster(cluster)
    const stranger = spawn('sleep', ['60'])
    const lock = [stranger.pid, cluster.folder, 0, port, '', '127.0.0.1', '', 'ready', ''].join('\n')
    writeFileSync(join(cluster.folder, 'postmaster.pid'), lock)
    try {
      await startCluster(cluster, port)
      expect(pid()).not.toBe(stranger.pid)
      expect(await ask('select 1 as n')).toEqual([{ n: 1 }])
    } finally {
      stranger.kill()
    }
  })
})
