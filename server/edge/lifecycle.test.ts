import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ociLayout } from '#server/adapters/artifacts/oci-layout.ts'
import { edgeNode } from '#server/adapters/deploys/edge-node.ts'
import { client, sleep, traffic, until } from './bench/traffic.ts'
import { type EdgeForTests, edgeForTests } from './testing/edge.ts'

const signal = new AbortController().signal
const production = (artifactDigest: string) => ({ service: 'harbour', stage: 'production' as const, artifactDigest })

describe('versions', () => {
  let edge: EdgeForTests
  let delivery: ReturnType<typeof edgeNode>
  beforeAll(async () => {
    edge = await edgeForTests()
    delivery = edgeNode({ controlSocket: edge.controlSocket })
  })
  afterAll(async () => {
    await delivery.close()
    await edge.close()
  })

  it.each([
    ['that end at once', { exitAtStart: true }, 'exited', 'no such luck'],
    ['whose migration fails', { failMigration: true }, 'migration', 'relation "vessel" does not exist'],
  ])('%s are not started, and the reason carries what they said', async (_, behaviour, reason, said) => {
    const digest = await edge.build(behaviour)
    const failed = { reason, message: expect.stringContaining(said) }
    await expect(delivery.start(production(digest), 0, signal)).rejects.toMatchObject(failed)
    expect(await delivery.running()).toEqual([])
  })

  it('that are not known, or do not say how they run, are not started', async () => {
    const unknown = production(`sha256:${'0'.repeat(64)}`)
    await expect(delivery.start(unknown, 0, signal)).rejects.toMatchObject({ reason: 'unknown' })
    const bare = await ociLayout(join(edge.folder, 'artifacts')).put(join(import.meta.dirname, 'testing/service'), {})
    await expect(delivery.start(production(bare.digest), 0, signal)).rejects.toMatchObject({ reason: 'notRunnable' })
  })

  it('whose start is given up leave nothing behind', async () => {
    const digest = await edge.build({ name: 'never', healthy: false })
    const giveUp = AbortSignal.timeout(600)
    await expect(delivery.start(production(digest), 0, giveUp)).rejects.toThrow(/abort|timeout/i)
    await until(async () => (await delivery.running()).length === 0, 'it to be gone')
  })

  it('see their own surroundings and nothing of ours', async () => {
    const digest = await edge.build({ name: 'looking' })
    await delivery.start(production(digest), 1, signal)
    await delivery.route('harbour', { stable: digest, canary: null, canaryWeight: 0 }, 1)
    const web = client()
    const seen = JSON.parse((await web.send(edge.url('/harbour/environment'))).body)
    web.close()
    expect(seen).toMatchObject({
      SERVICE_STAGE: 'production',
      SERVICE_VERSION: digest,
      SOCKET_PATH: '/run/service/http.sock',
    })
    expect(Object.keys(seen).filter((name) => /DOMINION|TOKEN|VITEST/.test(name))).toEqual([])
  })

  it('are found tampered with at the next start, and do not run', async () => {
    const digest = await edge.build({ name: 'tampered' })
    await delivery.start(production(digest), 1, signal)
    await delivery.stop(production(digest), 1)
    const unpacked = join(edge.folder, 'edge/unpacked', digest.slice(7), 'server.js')
    await chmod(unpacked, 0o755)
    await writeFile(unpacked, `${await readFile(unpacked, 'utf8')}\n// one line more`)
    await expect(delivery.start(production(digest), 1, signal)).rejects.toMatchObject({ reason: 'tampered' })
  })

  it('that crash again and again are restarted ever more slowly, while users stay with the stable one', async () => {
    const { artifactDigest: stable } = (await delivery.running())[0] ?? { artifactDigest: '' }
    const digest = await edge.build({ name: 'fragile', exitAfterMs: 300 })
    await delivery.start(production(digest), 2, signal)
    await delivery.route('harbour', { stable, canary: digest, canaryWeight: 10_000 }, 2)
    const restarts = async () =>
      (await delivery.running()).find((each) => each.artifactDigest === digest)?.restarts ?? 0
    await until(async () => (await restarts()) >= 3, 'three restarts')
    const web = client()
    const statuses = await Promise.all(Array.from({ length: 30 }, () => web.send(edge.url('/harbour/x'))))
    web.close()
    expect(statuses.map(({ status }) => status)).toEqual(new Array(30).fill(200))
    expect(
      edge.events.filter(({ event, facts }) => event === 'version exited' && facts.artifactDigest === digest).length,
    ).toBeGreaterThan(2)
    await delivery.route('harbour', { stable, canary: null, canaryWeight: 0 }, 3)
    await delivery.stop(production(digest), 3)
  })

  it('report three failed health checks in a row, and a canary then gets no more users', async () => {
    const { artifactDigest: stable } = (await delivery.running())[0] ?? { artifactDigest: '' }
    const digest = await edge.build({ name: 'sickening', unhealthyAfterMs: 500 })
    const { cursor } = await delivery.attempts('harbour', 0)
    await delivery.start(production(digest), 4, signal)
    await delivery.route('harbour', { stable, canary: digest, canaryWeight: 10_000 }, 4)
    const worst = async () =>
      Math.max(0, ...(await delivery.attempts('harbour', cursor)).batches.map((each) => each.healthFailuresInARow))
    await until(async () => (await worst()) >= 3, 'three failures in a row')
    const web = client()
    expect((await web.send(edge.url('/harbour/x'))).headers['x-version']).toBe('looking')
    web.close()
    await delivery.route('harbour', { stable, canary: null, canaryWeight: 0 }, 5)
    await delivery.stop(production(digest), 5)
  })

  it('are probed at the asked rate, apart from users', async () => {
    const digest = await edge.build({ name: 'probed', errorShare: 0.5 })
    await delivery.start({ ...production(digest), stage: 'sandbox' }, 5, signal)
    const { cursor } = await delivery.attempts('harbour', 0)
    await delivery.probe({ ...production(digest), stage: 'sandbox' }, { paths: ['/a', '/b?c=d'], perSecond: 40 })
    await sleep(2000)
    const own = (await delivery.attempts('harbour', cursor)).batches.filter((each) => each.artifactDigest === digest)
    const sum = (of: 'attempts' | 'failures') => own.reduce((total, batch) => total + batch[of], 0)
    expect(new Set(own.map((each) => each.source))).toEqual(new Set(['probe']))
    expect(sum('attempts')).toBeGreaterThan(30)
    expect(sum('attempts')).toBeLessThan(90)
    expect(sum('failures') / sum('attempts')).toBeCloseTo(0.5, 1)
    expect(own.length).toBeGreaterThan(4)
    await delivery.stop({ ...production(digest), stage: 'sandbox' }, 5)
  })
})

describe('nothing is dropped', () => {
  it('while weights move, a version is taken back and stopped, and the edge itself ends', async () => {
    const edge = await edgeForTests()
    const delivery = edgeNode({ controlSocket: edge.controlSocket })
    const [old, fresh] = [
      await edge.build({ name: 'old', delayMs: 60 }),
      await edge.build({ name: 'fresh', delayMs: 60 }),
    ]
    await delivery.start(production(old), 1, signal)
    await delivery.route('harbour', { stable: old, canary: null, canaryWeight: 0 }, 1)
    const web = client()
    const load = traffic(() => edge.url('/harbour/x'), 60, web)
    let epoch = 1
    for (let round = 0; round < 2; round++) {
      await delivery.start(production(fresh), ++epoch, signal)
      for (const canaryWeight of [500, 5000, 10_000, 0, 7500, 0]) {
        await delivery.route('harbour', { stable: old, canary: fresh, canaryWeight }, ++epoch)
        await sleep(120)
      }
      await delivery.stop(production(fresh), ++epoch)
    }
    const met = await load.stop()
    expect(met.dropped).toBe(0)
    expect(Object.keys(met.statuses)).toEqual(['200'])
    expect(met.versions.fresh).toBeGreaterThan(10)

    const inFlight = Array.from({ length: 10 }, (_, i) =>
      web.send(edge.url('/harbour/slow'), { headers: { authorization: `p${i}` } }),
    )
    await sleep(100)
    await edge.restart()
    const answers = await Promise.all(inFlight)
    expect(answers.map(({ status }) => status)).toEqual(new Array(10).fill(200))
    expect(answers.every(({ headers }) => headers.connection === 'close')).toBe(true)
    await until(async () => (await web.send(edge.url('/harbour/x'))).status === 200, 'the version to be back')
    web.close()
    await delivery.close()
    await edge.close()
  })
})

describe('a version that is stopped', () => {
  it('answers what it was asked before, also what cannot be asked again', async () => {
    const edge = await edgeForTests()
    const delivery = edgeNode({ controlSocket: edge.controlSocket })
    const [old, fresh] = [await edge.build({ name: 'old' }), await edge.build({ name: 'fresh' })]
    for (const digest of [old, fresh]) await delivery.start(production(digest), 1, signal)
    await delivery.route('harbour', { stable: old, canary: fresh, canaryWeight: 10_000 }, 1)
    const web = client()
    const inFlight = Array.from({ length: 5 }, () => web.send(edge.url('/harbour/slow'), { method: 'POST' }))
    await sleep(150)
    await delivery.route('harbour', { stable: old, canary: null, canaryWeight: 0 }, 2)
    await delivery.stop(production(fresh), 2)
    const answers = await Promise.all(inFlight)
    expect(answers.map(({ status, headers }) => [status, headers['x-version']])).toEqual(
      Array.from({ length: 5 }, () => [200, 'fresh']),
    )
    web.close()
    await delivery.close()
    await edge.close()
  })
})
