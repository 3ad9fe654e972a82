import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { edgeNode } from '#server/adapters/deploys/edge-node.ts'
import { client, sleep, until } from './bench/traffic.ts'
import { type EdgeForTests, edgeForTests } from './testing/edge.ts'

let edge: EdgeForTests
let delivery: ReturnType<typeof edgeNode>
const signal = new AbortController().signal
const web = client()
const get = (path: string, headers: Record<string, string> = {}) => web.send(edge.url(path), { headers })
let epoch = 0
let stable = ''

async function start(digest: string): Promise<string> {
  await delivery.start({ service: 'harbour', stage: 'production', artifactDigest: digest }, epoch, signal)
  return digest
}
async function split(canary: string | null, canaryWeight: number): Promise<void> {
  await delivery.route('harbour', { stable, canary, canaryWeight }, ++epoch)
}

beforeAll(async () => {
  edge = await edgeForTests()
  delivery = edgeNode({ controlSocket: edge.controlSocket })
  stable = await start(await edge.build({ name: 'stable' }))
  await split(null, 0)
})
afterAll(async () => {
  web.close()
  await delivery.close()
  await edge.close()
})

describe('the edge passes on', () => {
  it('path and query below the service, and says where the request came from', async () => {
    const seen = JSON.parse((await get('/harbour/seen?a=1&b=%20', { 'x-forwarded-for': 'forged' })).body)
    expect(seen.url).toBe('/seen?a=1&b=%20')
    expect(seen.headers).toMatchObject({ 'x-forwarded-prefix': '/harbour', 'x-forwarded-for': '127.0.0.1' })
    expect(seen.headers.host).toMatch(/^127\.0\.0\.1:\d+$/)
  })

  it('no header that belongs to one connection', async () => {
    const seen = JSON.parse(
      (await get('/harbour/seen', { connection: 'x-private, keep-alive', 'x-private': '1', te: 'trailers' })).body,
    )
    expect(seen.headers).not.toHaveProperty('x-private')
    expect(seen.headers).not.toHaveProperty('te')
  })

  it('bodies of any length, with a length and without', async () => {
    const body = Buffer.alloc(3_000_000, 'vessel ')
    const counted = await web.send(edge.url('/harbour/echo'), { method: 'POST', body })
    expect(counted.body.length).toBe(body.length)
    const chunked = await web.send(edge.url('/harbour/echo'), {
      method: 'POST',
      body,
      headers: { 'transfer-encoding': 'chunked' },
    })
    expect(chunked.body).toBe(body.toString())
    expect((await get('/harbour/large')).body.length).toBe(5_000_000)
  })

  it('answers without a body', async () => {
    const head = await web.send(edge.url('/harbour/large'), { method: 'HEAD' })
    expect(head).toMatchObject({ status: 200, body: '' })
  })

  it('server-sent events as they come', async () => {
    const arrivals: number[] = []
    const began = performance.now()
    await new Promise<void>((resolve, reject) => {
      const { port } = new URL(edge.url('/'))
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write('GET /harbour/events HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'),
      )
      socket.on('data', (chunk) => {
        if (chunk.includes('data:')) arrivals.push(performance.now() - began)
      })
      socket.on('end', resolve).on('error', reject)
    })
    expect(arrivals.length).toBeGreaterThanOrEqual(2)
    expect((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThan(100)
  })
})

describe('a client that leaves', () => {
  it.each([
    ['while it waits', 'GET /harbour/slow HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['while it sends', 'POST /harbour/echo HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\nonly this'],
    ['while it reads', 'GET /harbour/large HTTP/1.1\r\nhost: x\r\n\r\n'],
  ])('%s is not counted as a failure, and the edge goes on', async (_, head) => {
    const { cursor } = await delivery.attempts('harbour', Number.MAX_SAFE_INTEGER)
    const { port } = new URL(edge.url('/'))
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(head))
    if (head.includes('large')) await new Promise((resolve) => socket.once('data', resolve))
    else await sleep(100)
    socket.destroy()
    const counted = async () => (await delivery.attempts('harbour', cursor)).batches.filter((each) => each.attempts > 0)
    await until(async () => (await counted()).length > 0, 'the attempt to be counted')
    expect((await counted()).map(({ failures }) => failures)).toEqual([0])
    expect((await get('/harbour/x')).status).toBe(200)
    await sleep(300)
  })
})

describe('the edge answers for itself', () => {
  it.each([
    ['/', 404, 'unknownService'],
    ['/quay/x', 404, 'unknownService'],
    ['/Not%20a%20service/x', 404, 'unknownService'],
    ['/__proto__/x', 404, 'unknownService'],
    ['/constructor/x', 404, 'unknownService'],
  ])('%s with %i', async (path, status, code) => {
    const answer = await get(path)
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.body).error.code).toBe(code)
  })

  it('a service without its slash with a redirect that keeps the query', async () => {
    expect(await get('/harbour?a=1')).toMatchObject({ status: 308, headers: { location: '/harbour/?a=1' } })
  })

  it('a WebSocket upgrade with a clear refusal', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const { port } = new URL(edge.url('/'))
      let text = ''
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write('GET /harbour/ HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'),
      )
      socket
        .on('data', (chunk) => (text += chunk))
        .on('end', () => resolve(text))
        .on('error', reject)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 501 /)
    expect(answer).toContain('WebSockets are not passed on here')
  })
})

describe('a canary', () => {
  it('gets its share of people, the same people each time, and keeps them as the share grows', async () => {
    const canary = await start(await edge.build({ name: 'canary' }))
    const people = Array.from({ length: 400 }, (_, i) => `person-${i}`)
    const onCanary = async () => {
      const answers = await Promise.all(people.map((authorization) => get('/harbour/x', { authorization })))
      return new Set(people.filter((_, i) => answers[i]?.headers['x-version'] === 'canary'))
    }
    await split(canary, 500)
    const few = await onCanary()
    expect(few).toEqual(await onCanary())
    await split(canary, 2500)
    const more = await onCanary()
    expect(few.size).toBeGreaterThan(3)
    expect(few.size).toBeLessThan(50)
    expect(more.size).toBeGreaterThan(60)
    expect(more.size).toBeLessThan(140)
    expect([...few].filter((person) => !more.has(person))).toEqual([])
    await split(canary, 0)
    expect((await onCanary()).size).toBe(0)
    await delivery.stop({ service: 'harbour', stage: 'production', artifactDigest: canary }, ++epoch)
  })

  it('that fails is not seen by people who can be served again, and every attempt is counted', async () => {
    const canary = await start(await edge.build({ name: 'failing', errorShare: 1 }))
    await split(canary, 10_000)
    // What earlier tests sent is counted within a slice or two; only then does the count of this one begin.
    await sleep(1_000)
    const { cursor } = await delivery.attempts('harbour', 0)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => get('/harbour/x', { authorization: `p${i}` })),
    )
    expect(answers.map(({ status }) => status)).toEqual(new Array(20).fill(200))
    const posted = await web.send(edge.url('/harbour/x'), { method: 'POST', body: '{}' })
    expect(posted).toMatchObject({ status: 500, headers: { 'x-version': 'failing' } })
    const keyed = await web.send(edge.url('/harbour/echo'), {
      method: 'POST',
      body: 'again',
      headers: { 'idempotency-key': '1' },
    })
    expect(keyed).toMatchObject({ status: 200, body: 'again' })

    const live = async (digest: string) => {
      const { batches } = await delivery.attempts('harbour', cursor)
      const own = batches.filter((each) => each.artifactDigest === digest && each.source === 'live')
      const sum = (of: (batch: (typeof own)[number]) => number) => own.reduce((total, batch) => total + of(batch), 0)
      return { attempts: sum((b) => b.attempts), failures: sum((b) => b.failures) }
    }
    await until(async () => (await live(canary)).attempts === 22, 'all attempts to be counted')
    expect(await live(canary)).toEqual({ attempts: 22, failures: 21 })
    expect(await live(stable)).toEqual({ attempts: 20, failures: 0 })
    expect(await edge.edge().metrics.metrics()).toMatch(/dominion_edge_shield_retries_total\{service="harbour"\} 20/)
    await split(null, 0)
    await delivery.stop({ service: 'harbour', stage: 'production', artifactDigest: canary }, ++epoch)
  })

  it('whose failures all meet one person counts them as one trial', async () => {
    const canary = await start(await edge.build({ name: 'failing-once', errorShare: 1 }))
    await split(canary, 10_000)
    const { cursor } = await delivery.attempts('harbour', 0)
    for (let i = 0; i < 6; i++) await get('/harbour/x', { cookie: 'a=b; session=me' })
    const own = async () =>
      (await delivery.attempts('harbour', cursor)).batches.filter((b) => b.artifactDigest === canary)
    const sum = async (of: 'failures' | 'repeatedFailures') =>
      (await own()).reduce((total, batch) => total + (batch[of] ?? 0), 0)
    await until(async () => (await sum('failures')) === 6, 'six failures')
    expect(await sum('repeatedFailures')).toBe(5)
    await split(null, 0)
    await delivery.stop({ service: 'harbour', stage: 'production', artifactDigest: canary }, ++epoch)
  })

  it('that dies under load loses no request that can be made again, is restarted, and says so', async () => {
    const canary = await start(await edge.build({ name: 'dying', crashes: true }))
    await split(canary, 5000)
    const { cursor } = await delivery.attempts('harbour', 0)
    const crash = get('/harbour/crash', { authorization: await someoneOn('dying') })
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) => get('/harbour/x', { authorization: `p${i}` })),
    )
    expect(await crash).toMatchObject({ status: 200, body: 'survived', headers: { 'x-version': 'stable' } })
    expect(answers.map(({ status }) => status)).toEqual(new Array(200).fill(200))
    const exits = async () =>
      (await delivery.attempts('harbour', cursor)).batches.filter((b) => b.artifactDigest === canary && b.exited).length
    await until(async () => (await exits()) > 0, 'the exit to be reported')
    const restarted = async () => (await delivery.running()).find((each) => each.artifactDigest === canary)
    await until(async () => (await restarted())?.healthy === true && (await restarted())?.restarts === 1, 'its return')
    await split(null, 0)
    await delivery.stop({ service: 'harbour', stage: 'production', artifactDigest: canary }, ++epoch)
  })
})

async function someoneOn(version: string): Promise<string> {
  for (let i = 0; ; i++) {
    const answer = await get('/harbour/x', { authorization: `p${i}` })
    if (answer.headers['x-version'] === version) return `p${i}`
  }
}
