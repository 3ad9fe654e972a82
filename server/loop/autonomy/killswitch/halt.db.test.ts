import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { governed } from '#server/governed.ts'
import type { Actor, Role } from '#server/identity/index.ts'
import { loadChange } from '#server/loop/change/index.ts'
import { changeEntry } from '#server/loop/ledger/index.ts'
import { readSwitches } from '#server/platform/halt/switch.ts'
import { addChange, addService, person, sha, system, testInstance } from '#server/testing/instance.ts'
import { type ClearanceKind, clear, engage, haltStatus, resume } from './index.ts'
import { clearHalts } from './testing/clear-halts.ts'

const { app, raw, entries } = await testInstance()
await addService(app, 'harbour')
const onCall = person('prs_oncall', 'onCall')
const council = person('prs_council', 'council')
const security = person('prs_security', 'security')
const lead = person('prs_lead', 'lead')

beforeEach(() => clearHalts(raw))

const halt = (service: string | null, by: Actor = onCall) => engage(by, { service, reason: 'smoke', source: 'page' })
const gives = (who: Actor, haltId: string, kind: ClearanceKind) => clear(who, { haltId, kind, reference: 'CD-2026-11' })
const haltedScopes = async () => (await readSwitches(app)).filter(({ halted }) => halted).map(({ scope }) => scope)
const activate = governed('policy.activate', z.object({}), async () => ({
  result: undefined,
  entry: {
    kind: 'policy-activation',
    changeId: null,
    runId: null,
    riskTier: null,
    subjects: [{ name: 'policy', sha256: sha('policy') }],
    materials: [],
    predicate: {
      event: 'activated',
      bundleSha256: sha('policy'),
      previousBundleSha256: null,
      testsPassed: null,
      testsFailed: null,
    },
  },
}))

describe('halting', () => {
  it('everything or one service holds by the next act, with an entry', async () => {
    const before = await entries('kill-switch')
    expect(await halt(null)).toMatchObject({ scope: 'global', serviceKnown: true, alreadyHalted: false })
    expect(await halt('harbour')).toMatchObject({ scope: 'service:harbour', serviceKnown: true })
    expect(await haltedScopes()).toEqual(['global', 'service:harbour'])
    expect(await entries('kill-switch')).toBe(before + 2)
  })

  it('of a name nobody knows holds by that name', async () => {
    expect(await halt('auth-service')).toMatchObject({ scope: 'service:auth-service', serviceKnown: false })
    expect(await haltedScopes()).toEqual(['service:auth-service'])
  })

  it('again is recorded and changes nothing, not even by whom', async () => {
    const first = await halt(null)
    const epochs = (await readSwitches(app)).map(({ epoch }) => epoch)
    const again = await engage({ kind: 'owner' }, { service: null, reason: 'me too', source: 'cli' })
    expect(again).toMatchObject({ haltId: first.haltId, alreadyHalted: true })
    expect((await readSwitches(app)).map(({ epoch }) => epoch)).toEqual(epochs)
    expect(await app.halt.findMany()).toMatchObject([{ engagedBy: 'prs_oncall', reason: 'smoke', via: 'page' }])
  })

  it('never fails for its words', async () => {
    await engage(onCall, { service: null, reason: 'x'.repeat(50_000), source: 'page' })
    expect((await app.halt.findFirstOrThrow()).reason).toHaveLength(2_000)
    await engage(onCall, { service: 'quay', reason: ' \0  ', source: 'page' })
    expect((await app.halt.findFirstOrThrow({ where: { scope: 'service:quay' } })).reason).toBe('unspecified')
  })

  it('is not for a mere requester, nor for an agent', async () => {
    await expect(halt(null, person('p', 'requester'))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(halt(null, { kind: 'agent', id: 'a', forPerson: 'p' })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await haltedScopes()).toEqual([])
  })

  it('from many hands at once ends with one halt a scope, and no deadlock', async () => {
    const scopes = [null, 'harbour', 'quay', null, 'quay', 'harbour', 'mole', null]
    await Promise.all(scopes.map((service) => halt(service)))
    expect(await haltedScopes()).toEqual(['global', 'service:harbour', 'service:mole', 'service:quay'])
    expect(await app.halt.count()).toBe(4)
  })

  it('gets through while acts rain, and every act after it sees it', async () => {
    const act = governed('build.record', z.object({ changeId: z.string() }), async ({ tx }, { changeId }) => {
      await tx.$executeRaw`SELECT pg_sleep(0.02)`
      return { result: undefined, entry: changeEntry(await loadChange(tx, changeId), 'test.act') }
    })
    const { id } = await addChange(app)
    const hands = 6
    let acted = 0
    const raining = Promise.all(
      Array.from({ length: hands }, async () => {
        for (;;) {
          try {
            await act(system('worker'), { changeId: id })
            acted += 1
          } catch (error) {
            expect(error).toMatchObject({ code: 'halted' })
            return
          }
        }
      }),
    )
    await new Promise((resolve) => setTimeout(resolve, 200))
    const before = acted
    await halt('harbour')
    // In turn: those under way may end, and none that came later goes first.
    expect(acted - before).toBeLessThanOrEqual(2 * hands)
    await raining
    expect(acted).toBeGreaterThan(0)
  })
})

describe('resuming everything', () => {
  it('takes a council directive and a security clearance, from two people', async () => {
    const { haltId } = await halt(null)
    await expect(resume(council, { haltId })).rejects.toMatchObject({ reason: 'notCleared' })
    await gives(council, haltId, 'councilDirective')
    await expect(resume(council, { haltId })).rejects.toMatchObject({ reason: 'notCleared' })
    const both: Actor = person('prs_council', 'council', 'security')
    await expect(gives(both, haltId, 'securityClearance')).rejects.toMatchObject({ reason: 'samePerson' })
    await expect(gives(lead, haltId, 'securityClearance')).rejects.toMatchObject({ reason: 'missingRole' })
    await gives(security, haltId, 'securityClearance')
    const { epoch } = (await readSwitches(app))[0] ?? { epoch: 0n }
    await resume(council, { haltId })
    expect(await haltedScopes()).toEqual([])
    expect((await readSwitches(app))[0]?.epoch).toBe(epoch + 1n)
    await expect(resume(council, { haltId })).rejects.toMatchObject({ reason: 'resumed' })
  })

  it.each<[string, Actor]>([
    ['the owner of the data folder', { kind: 'owner' }],
    ['an agent', { kind: 'agent', id: 'a', forPerson: 'prs_council' }],
    ['the orchestrator', system('orchestrator')],
    ['a manager', person('m', 'manager')],
  ])('is not for %s', async (_, who) => {
    const { haltId } = await halt(null)
    await expect(gives(who, haltId, 'councilDirective')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(resume(who, { haltId })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('is refused by the database too, whatever is written', async () => {
    const { haltId } = await halt(null)
    const end = () => app.$executeRaw`UPDATE halt SET resumed_at = now() WHERE id = ${haltId}`
    const open = () => app.$executeRaw`UPDATE halt_switch SET halted = false, halt_id = null`
    await expect(end()).rejects.toThrow('resuming needs')
    await expect(open()).rejects.toThrow('has not ended')
    await gives(council, haltId, 'councilDirective')
    await expect(end()).rejects.toThrow('resuming needs')
    const same = app.$executeRaw`INSERT INTO resume_clearance VALUES (${haltId}, 'securityClearance', 'prs_council', 'x')`
    await expect(same).rejects.toThrow(/duplicate key|Unique constraint/)
    const other = app.$executeRaw`INSERT INTO resume_clearance VALUES (${haltId}, 'leadApproval', 'prs_lead', 'x')`
    expect(await other).toBe(1)
    await expect(end()).rejects.toThrow('resuming needs')
    await gives(security, haltId, 'securityClearance')
    expect(await end()).toBe(1)
    expect(await open()).toBe(1)
  })
})

describe('resuming a service', () => {
  it('takes lead approval and a policy activated since the halt', async () => {
    await activate(system('setup'), {})
    const { haltId } = await halt('harbour')
    await gives(lead, haltId, 'leadApproval')
    await expect(gives(security, haltId, 'policyUpdate')).rejects.toMatchObject({ reason: 'noPolicyUpdate' })
    await expect(gives(council, haltId, 'councilDirective')).rejects.toMatchObject({ reason: 'wrongKind' })
    await activate(system('setup'), {})
    await gives(security, haltId, 'policyUpdate')
    await resume(lead, { haltId })
    expect(await haltedScopes()).toEqual([])
  })

  it('leaves a halt of everything as it is', async () => {
    await halt(null)
    const { haltId } = await halt('harbour')
    await gives(lead, haltId, 'leadApproval')
    await activate(system('setup'), {})
    await gives(security, haltId, 'policyUpdate')
    await resume(lead, { haltId })
    expect(await haltedScopes()).toEqual(['global'])
  })
})

it('shows what is missing to resume, and who has stopped', async () => {
  const { haltId } = await halt('harbour')
  const seen = { kind: 'worker', pid: 7, runningWork: 0, seenAt: new Date() }
  const epoch = (await readSwitches(app)).reduce((sum, each) => sum + each.epoch, 0n)
  await app.presence.createMany({
    data: [
      { process: 'process-new', haltEpoch: epoch, ...seen },
      { process: 'process-old', haltEpoch: epoch - 1n, ...seen },
    ],
  })
  await gives(lead, haltId, 'leadApproval')
  const roles: Role[] = ['auditor']
  const status = await haltStatus(person('prs_auditor', ...roles), {})
  expect(status).toMatchObject({ globalHalted: false, haltedServices: ['harbour'] })
  expect(status.active).toMatchObject([{ id: haltId, policyUpdated: false, clearances: [{ kind: 'leadApproval' }] }])
  expect(status.processes.map(({ process, acknowledged }) => [process, acknowledged])).toEqual([
    ['process-new', true],
    ['process-old', false],
  ])
})
