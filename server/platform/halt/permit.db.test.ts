import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { engage } from '#server/loop/autonomy/killswitch/index.ts'
import { connect } from '#server/platform/db/index.ts'
import { addService, person, testInstance } from '#server/testing/instance.ts'
import { holdPermit, type Permit, permitLifetimeMs } from './permit.ts'

const { app, appUrl, raw } = await testInstance()
await addService(app, 'harbour')
await addService(app, 'quay')
const onCall = person('prs_oncall', 'onCall')
const work = (service: string | null, humanMade = false) => ({ service, humanMade })
const halt = (service: string | null) => engage(onCall, { service, reason: 'smoke', source: 'page' })

let permit: Permit | undefined
afterEach(async () => {
  permit?.close()
  await raw.query(`update halt set resumed_at = null; alter table halt_switch disable trigger user;
    update halt_switch set halted = false; alter table halt_switch enable trigger user;
    alter table halt disable trigger user; update halt set resumed_at = now(); alter table halt enable trigger user`)
})

/** Rejects once the signal is aborted, with its reason. */
const stopped = (signal: AbortSignal) =>
  new Promise<Error>((resolve) => signal.addEventListener('abort', () => resolve(signal.reason as Error)))

describe('a permit', () => {
  it('is nothing before it was read, and good after', async () => {
    permit = holdPermit(app)
    expect(() => permit?.assert(work('harbour'))).toThrow('cannot be read')
    expect(() => permit?.begin(work('harbour', true))).toThrow('cannot be read')
    await permit.renewNow()
    permit.assert(work('harbour'))
  })

  it('refuses halted work at the next renewal, aborts what is under way, and leaves people’s own', async () => {
    permit = holdPermit(app)
    await permit.renewNow()
    const [automatic, own, other] = [work('harbour'), work('harbour', true), work('quay')].map((each) =>
      permit?.begin(each),
    )
    const why = stopped(automatic?.signal ?? AbortSignal.abort())
    const before = permit.epoch()
    await halt('harbour')
    expect(await why).toMatchObject({ code: 'halted', detail: { scope: 'service:harbour' } })
    expect([own?.signal.aborted, other?.signal.aborted]).toEqual([false, false])
    expect(() => permit?.assert(work('harbour'))).toThrow('halted')
    permit.assert(work('harbour', true))
    permit.assert(work('quay'))
    expect(permit.epoch()).toBeGreaterThan(before)
  })

  it('counts work until it ends, and does not abort what has ended', async () => {
    permit = holdPermit(app)
    await permit.renewNow()
    const { signal, end } = permit.begin(work(null))
    expect(permit.runningWork()).toBe(1)
    end()
    await halt(null)
    await permit.renewNow()
    expect([permit.runningWork(), signal.aborted]).toEqual([0, false])
  })

  it('is worth nothing a moment after its lifetime, by the monotonic clock', async () => {
    let now = 0
    permit = holdPermit(app, () => now)
    await permit.renewNow()
    now = permitLifetimeMs
    permit.assert(work('harbour'))
    now = permitLifetimeMs + 1
    expect(() => permit?.assert(work('harbour', true))).toThrow('cannot be read')
  })

  it('does not believe an answer that a later one overtook', async () => {
    const answers: ((halted: boolean) => void)[] = []
    const slow = {
      $queryRaw: () =>
        new Promise((resolve) => answers.push((halted) => resolve([{ scope: 'global', halted, epoch: 1n }]))),
    }
    let now = 0
    permit = holdPermit(slow as never, () => now)
    const first = permit.renewNow()
    now = 1
    const second = permit.renewNow()
    answers[1]?.(true)
    await second
    answers[0]?.(false)
    await first
    expect(() => permit?.assert(work(null))).toThrow('halted')
  })
})

describe('with the line to the database cut', () => {
  const lines: Socket[] = []
  let silent = false
  const server = createServer((near) => {
    lines.push(near.on('error', () => near.destroy()))
    if (silent) return
    const url = new URL(appUrl)
    const far = dial(Number(url.port), url.hostname)
    lines.push(far.on('error', () => far.destroy()))
    near.pipe(far).pipe(near)
  })
  const hangUp = () => {
    for (const line of lines.splice(0)) line.destroy()
  }
  afterAll(() => {
    hangUp()
    server.close()
  })

  it.each<[string, () => void]>([
    [
      'silently, so that questions are never answered',
      () => {
        silent = true
        for (const line of lines) line.unpipe().pause()
      },
    ],
    [
      'so that questions fail at once',
      () => {
        server.close()
        hangUp()
      },
    ],
  ])('%s, work stops within its lifetime', async (_, cut) => {
    silent = false
    if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = new URL(appUrl)
    Object.assign(url, { hostname: '127.0.0.1', port: String((server.address() as AddressInfo).port) })
    const through = connect(url.href)
    permit = holdPermit(through)
    await permit.renewNow()
    const { signal } = permit.begin(work('harbour', true))
    cut()
    const cutAt = performance.now()
    const why = await Promise.race([stopped(signal), pause(20_000, null, { ref: false })])
    expect(why).toMatchObject({ reason: 'permitStale' })
    expect(performance.now() - cutAt).toBeLessThan(3 * permitLifetimeMs)
    expect(() => permit?.assert(work('harbour', true))).toThrow('cannot be read')
    hangUp()
    void through.$disconnect()
  })
})
