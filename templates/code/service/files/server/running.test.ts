import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { openDatabase } from './database.ts'
import { readEnvironment } from './environment.ts'
import { listen } from './listen.ts'
import { migrate } from './migrations.ts'

const folder = mkdtempSync(join(tmpdir(), 'service-'))
const database = openDatabase(inject('schema'))
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

describe('the surroundings', () => {
  it('say where to listen: a socket first, then a port', () => {
    expect(readEnvironment({ SOCKET_PATH: '/s', PORT: '1' }).listenOn).toEqual({ path: '/s' })
    expect(readEnvironment({ PORT: '1' }).listenOn).toEqual({ port: 1, host: '127.0.0.1' })
    expect(() => readEnvironment({ PORT: 'eighty' })).toThrow('PORT must be a port number')
  })
})

describe('a running service', () => {
  it('finishes what is under way when told to stop, and keeps no connection', async () => {
    let finish = () => {}
    const started = new Promise<void>((started) => {
      app.get('/slow', async (c) => {
        started()
        await new Promise<void>((done) => {
          finish = done
        })
        return c.text('done')
      })
    })
    const path = join(folder, 'http.sock')
    writeFileSync(path, 'left over by an earlier process')
    const listening = await listen(app, { path })
    const agent = new Agent({ keepAlive: true })
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      get({ socketPath: path, path: '/slow', agent }, resolve).on('error', reject)
    })
    await started
    const drained = listening.drain()
    finish()
    const response = await answer
    response.resume()
    await drained
    agent.destroy()
    expect(response.statusCode).toBe(200)
  })

  const app = new Hono()
})

describe('migrations', () => {
  it('are applied once, and never after they changed', async () => {
    writeFileSync(
      join(folder, '0001_probe.sql'),
      'create table "probe" ("id" int); create table "probe_two" ("id" int)',
    )
    expect(await migrate(database, folder)).toEqual(['0001_probe.sql'])
    expect(await migrate(database, folder)).toEqual([])
    writeFileSync(join(folder, '0001_probe.sql'), 'select 1')
    await expect(migrate(database, folder)).rejects.toThrow('changed after it was applied')
  })

  it('leave nothing behind when they fail', async () => {
    writeFileSync(
      join(folder, '0001_probe.sql'),
      'create table "probe" ("id" int); create table "probe_two" ("id" int)',
    )
    writeFileSync(join(folder, '0002_broken.sql'), 'create table "half" ("id" int); select nonsense')
    await expect(migrate(database, folder)).rejects.toThrow('nonsense')
    const left = await database.query<{ found: string | null }>(`select to_regclass('half')::text as found`)
    expect(left).toEqual([{ found: null }])
  })
})
