import { Registry } from 'prom-client'
import { afterAll, expect, it } from 'vitest'
import { type Health, processRegistry, startStatusServer } from './status.ts'

let health: Health = { ok: true, state: 'up' }
const server = await startStatusServer({
  name: 'tested',
  port: 0,
  registry: processRegistry(),
  health: () => {
    if (health.state === 'broken') throw new Error('cannot tell')
    return health
  },
})
afterAll(() => server.close())
const get = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`)

it('answers with what the process says of itself', async () => {
  health = { ok: true, state: 'up' }
  const answer = await get('/api/health')
  expect([answer.status, await answer.json()]).toEqual([200, { process: 'tested', ok: true, state: 'up' }])
  health = { ok: false, state: 'down' }
  expect((await get('/api/health')).status).toBe(503)
  health = { ok: true, state: 'broken' }
  expect((await get('/api/health')).status).toBe(500)
})

it('answers with figures', async () => {
  expect(await (await get('/api/metrics')).text()).toContain('process_resident_memory_bytes')
})

it('answers nothing else', async () => expect((await get('/')).status).toBe(404))

it('fails when the port is taken', async () => {
  const again = { name: 'second', port: server.port, health: () => health, registry: new Registry() }
  await expect(startStatusServer(again)).rejects.toThrow('EADDRINUSE')
})
