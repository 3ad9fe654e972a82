import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { mayAct } from '#server/identity/index.ts'
import { engage } from '#server/loop/autonomy/killswitch/index.ts'
import { advance, type Change, claimChange, loadChange, releaseChange } from '#server/loop/change/index.ts'
import { changeEntry } from '#server/loop/ledger/index.ts'
import { holdPermit, type WorkScope } from '#server/platform/halt/permit.ts'
import { processName } from '#server/platform/presence/process.ts'
import { addChange, addService, person, system, testInstance } from '#server/testing/instance.ts'
import { type StepFault, step } from './step.ts'

const { app } = await testInstance()
const worker = system('worker')
const permit = holdPermit(app)
await permit.renewNow()
afterAll(() => permit.close())

let service = 0
let changeId = ''
const faults: StepFault[] = []
/** So often the connection is lost while work is given back. */
let cuts = 0

beforeEach(async () => {
  faults.length = 0
  service += 1
  await addService(app, `service-${service}`)
  changeId = (await addChange(app, { service: `service-${service}`, state: 'building' })).id
  const here = { kind: 'worker', pid: 1, haltEpoch: 1n, runningWork: 0, seenAt: new Date() }
  await app.presence.upsert({
    where: { process: processName() },
    create: { process: processName(), ...here },
    update: here,
  })
})

interface Claimed extends WorkScope {
  change: Change
}

/** What a killed database does to whoever was asking it. */
const loseConnection = async (from: Pick<typeof app, '$queryRaw'>) =>
  await from.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`

/** Builds, as far as a step can tell. */
const building = (effect: (outside: { signal: AbortSignal }) => Promise<string>) =>
  step(z.object({ changeId: z.string() }), {
    claim: {
      permission: 'build.record',
      run: async (act, input) => {
        const change = await claimChange(act.tx, input.changeId, 'building')
        const { service: name, humanMade } = change
        const result: Claimed = { change, service: name, humanMade }
        return { result, entry: changeEntry(change, 'build.started') }
      },
    },
    effect: (_claimed, outside) => effect(outside),
    settle: {
      permission: 'build.record',
      run: async (act, { change }, artifactDigest) => {
        await advance(act.tx, change, 'built', { artifactDigest })
        return { result: undefined, entry: changeEntry(change, 'build.finished') }
      },
    },
    abandon: {
      permission: 'codegen.abandon',
      run: async (act, { change }, fault) => {
        faults.push(fault)
        if (cuts-- > 0) await loseConnection(act.tx)
        await releaseChange(act.tx, change.id)
        return { result: undefined, entry: changeEntry(change, `build.${fault.kind}`) }
      },
    },
  })

const halt = () =>
  engage(person('prs_lead', 'lead'), { service: `service-${service}`, reason: 'smoke', source: 'page' })
const story = async () =>
  (await app.activity.findMany({ where: { changeId }, orderBy: { id: 'asc' } })).map(({ event }) => event)

describe('a step', () => {
  it('claims, has its effect and settles', async () => {
    await building(async () => 'sha256:built')(worker, { changeId }, permit)
    expect(await loadChange(app, changeId)).toMatchObject({
      state: 'approving',
      artifactDigest: 'sha256:built',
      holder: null,
    })
    expect(await story()).toEqual(['build.record', 'build.record'])
    expect(permit.runningWork()).toBe(0)
  })

  it('of two workers is had by one: the other’s claim is a conflict, and its effect never begins', async () => {
    let effects = 0
    const slow = building(async () => {
      effects += 1
      await pause(300)
      return 'sha256:built'
    })
    const both = await Promise.allSettled([slow(worker, { changeId }, permit), slow(worker, { changeId }, permit)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
    expect([effects, faults]).toEqual([1, []])
  })

  it('is stopped by a halt in the middle of its effect, and gives the work back', async () => {
    const running = building(async ({ signal }) => {
      await halt()
      await pause(60_000, undefined, { signal })
      return 'sha256:never'
    })(worker, { changeId }, permit)
    await running
    expect(faults).toMatchObject([{ kind: 'halted' }])
    expect(await loadChange(app, changeId)).toMatchObject({ state: 'building', holder: null })
    expect(await story()).toContain('codegen.abandon')
    await expect(building(async () => '')(worker, { changeId }, permit)).rejects.toMatchObject({ code: 'halted' })
  })

  it('that a halt met too late to stop is not settled', async () => {
    await building(async () => {
      await halt()
      return 'sha256:done'
    })(worker, { changeId }, permit)
    expect(faults).toMatchObject([{ kind: 'halted' }])
    expect(await loadChange(app, changeId)).toMatchObject({ state: 'building', holder: null })
  })

  it('of a person’s own commit goes on while halted', async () => {
    let effects = 0
    await app.change.update({ where: { id: changeId }, data: { humanMade: true } })
    const own = building(async () => `sha256:${(effects += 1)}`)
    await halt()
    await permit.renewNow()
    await own(worker, { changeId }, permit)
    expect([effects, (await loadChange(app, changeId)).state]).toEqual([1, 'approving'])
  })

  it('whose database went away is given back once it is there again, and has not failed', async () => {
    cuts = 2
    const cut = building(async () => {
      await loseConnection(app)
      return 'sha256:never'
    })
    await cut(worker, { changeId }, permit)
    expect(faults.map(({ kind }) => kind)).toEqual(['interrupted', 'interrupted', 'interrupted'])
    expect(await loadChange(app, changeId)).toMatchObject({ state: 'building', holder: null })
    await building(async () => 'sha256:again')(worker, { changeId }, permit)
    expect((await loadChange(app, changeId)).artifactDigest).toBe('sha256:again')
  })

  it('whose effect throws is abandoned with the reason, and the error goes on', async () => {
    const broken = building(async () => {
      throw new Error('the compiler is missing')
    })
    await expect(broken(worker, { changeId }, permit)).rejects.toThrow('the compiler is missing')
    expect(faults).toEqual([{ kind: 'failed', message: 'the compiler is missing' }])
    expect((await loadChange(app, changeId)).holder).toBeNull()
    expect(permit.runningWork()).toBe(0)
  })

  it('that someone overtook does not count, and does not fail the change', async () => {
    const overtaken = building(async () => {
      await app.$transaction(async (tx) => advance(tx, await loadChange(tx, changeId), 'withdrawn'))
      return 'sha256:built'
    })
    await overtaken(worker, { changeId }, permit)
    expect(faults).toMatchObject([{ kind: 'overtaken' }])
    expect(await loadChange(app, changeId)).not.toMatchObject({ artifactDigest: 'sha256:built' })
    expect((await loadChange(app, changeId)).state).toBe('withdrawn')
  })

  it('ends when its process is told to stop, with the reason it was given', async () => {
    const stop = new AbortController()
    const running = building(async ({ signal }) => {
      stop.abort(new Error('shutting down'))
      await pause(60_000, undefined, { signal })
      return ''
    })(worker, { changeId }, permit, stop.signal)
    await expect(running).rejects.toThrow()
    expect(faults).toMatchObject([{ kind: 'failed' }])
  })
})

it('every step’s work can be given back while halted, by those who do it', () => {
  for (const actor of [worker, system('orchestrator')]) expect(mayAct(actor, 'codegen.abandon').allowed).toBe(true)
})
