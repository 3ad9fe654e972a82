import { describe, expect, it } from 'vitest'
import { loadChange } from '#server/loop/change/index.ts'
import { entriesOfChange } from '#server/loop/ledger/index.ts'
import { artifact, person, system, testInstance } from '#server/testing/instance.ts'
import { decline, inbox, sign } from '../approvals/index.ts'
import { engage } from '../killswitch/index.ts'
import { cut, resume } from './cut.ts'
import { increase, promote, rollBack } from './index.ts'
import { markRestored } from './roll-back.ts'
import { loadRelease, loadRollout, type RolloutWithChange } from './store.ts'
import { addRollout, cutting, frozen, judged, proven, watched } from './testing/rollouts.ts'

const { app } = await testInstance()
const orchestrator = system('orchestrator')
const lead = person('prs_lead', 'lead')

const seen = ({ id, changeId, step }: RolloutWithChange) => ({ changeId, rolloutId: id, step })
const of = ({ id, changeId }: RolloutWithChange) => ({ changeId, rolloutId: id })
const now = async ({ id }: RolloutWithChange) => loadRollout(app, id)
const taking = (rollout: RolloutWithChange) =>
  ({ ...of(rollout), cause: 'errors', detectedAt: new Date().toISOString() }) as const

describe('the next step', () => {
  it('comes with a fresh reading that proves this one, a larger share and a newer epoch', async () => {
    const rollout = await addRollout(app)
    await watched(app, rollout, proven)
    expect(await increase(orchestrator, seen(rollout))).toEqual({ state: 'canary' })
    const moved = await now(rollout)
    expect(moved).toMatchObject({ step: 2, weight: 2500, state: 'canary' })
    expect(moved.decision).toMatchObject({ verdict: 'proven' })
    expect(moved.epoch).toBe((await loadRelease(app, rollout.service))?.epoch)
    expect(moved.epoch).toBeGreaterThan(rollout.epoch)
    expect((moved.stepMinimumEnds?.getTime() ?? 0) - (moved.stepStartedAt?.getTime() ?? 0)).toBe(300_000)
  })

  it('leaves in the ledger what the step that ended was like, with its own weight', async () => {
    const rollout = await addRollout(app)
    await watched(app, rollout, judged({ attempts: 2_000, failures: 2, slow: 4 }))
    await increase(orchestrator, seen(rollout))
    const [measured, ...others] = (await entriesOfChange(app, rollout.changeId)).filter(
      ({ kind }) => kind === 'performance',
    )
    expect(others).toEqual([])
    expect(measured?.predicate).toMatchObject({
      ...{ stage: 'canary', step: 1, weightPartsOf10k: 500, endedBy: 'canary', rolloutId: rollout.id },
      live: { attempts: 2_000, failures: 2, errorRate: 0.001, slow: 4 },
    })
    expect(measured?.predicate.observedMs).toBeGreaterThanOrEqual(1_000)
    expect(measured?.predicate.observedMs).toBeLessThan(60_000)
  })

  it.each<[string, object, (rollout: RolloutWithChange) => Promise<void>, string]>([
    ['no reading at all', {}, async () => undefined, 'tooLittleEvidence'],
    ['a reading that is ten seconds old', {}, (rollout) => watched(app, rollout, proven, 10_000), 'tooLittleEvidence'],
    [
      'a reading of an earlier step',
      {},
      (rollout) => watched(app, { ...rollout, step: 0 }, proven),
      'tooLittleEvidence',
    ],
    ['too few requests', {}, (rollout) => watched(app, rollout, judged({ attempts: 10 })), 'tooLittleEvidence'],
    ['something that looks wrong', {}, (rollout) => watched(app, rollout, frozen), 'frozen'],
    [
      'a minimum that is not over',
      { stepMinimumEnds: new Date(Date.now() + 60_000) },
      (rollout) => watched(app, rollout, proven),
      'tooEarly',
    ],
    ['no minimum written down', { stepMinimumEnds: null }, (rollout) => watched(app, rollout, proven), 'tooEarly'],
  ])('does not come on %s, by itself or by hand', async (_, row, before, reason) => {
    const rollout = await addRollout(app, row)
    await before(rollout)
    await expect(increase(orchestrator, seen(rollout))).rejects.toMatchObject({ code: 'refused', reason })
    await expect(promote(lead, seen(rollout))).rejects.toMatchObject({ code: 'refused', reason })
    expect(await now(rollout)).toMatchObject({ step: 1, weight: 500, version: rollout.version })
  })

  it('takes the decision from the row: a caller’s own is not even read', async () => {
    const rollout = await addRollout(app)
    const forged = { ...seen(rollout), decision: proven, verdict: 'proven', minimumElapsed: true }
    await expect(promote(lead, forged)).rejects.toMatchObject({ reason: 'tooLittleEvidence' })
  })

  it('is a conflict for who saw another step, and one of many wins', async () => {
    const rollout = await addRollout(app)
    await watched(app, rollout, proven)
    await expect(increase(orchestrator, { ...seen(rollout), step: 2 })).rejects.toMatchObject({ code: 'conflict' })
    const all = await Promise.allSettled([1, 2, 3].map(() => increase(orchestrator, seen(rollout))))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await now(rollout)).step).toBe(2)
  })

  it('is not found under another change’s name, which may be one that a halt does not cover', async () => {
    const [halted, other] = [await addRollout(app), await addRollout(app, { humanMade: true })]
    await watched(app, halted, proven)
    await engage(lead, { service: halted.service, reason: 'smoke', source: 'page' })
    await expect(promote(lead, seen(halted))).rejects.toMatchObject({ code: 'halted' })
    const crossed = { ...seen(halted), changeId: other.changeId }
    await expect(promote(lead, crossed)).rejects.toMatchObject({ code: 'notFound' })
    await expect(cut(orchestrator, crossed)).rejects.toMatchObject({ code: 'notFound' })
    await expect(rollBack(lead, { ...taking(halted), changeId: other.changeId })).rejects.toMatchObject({
      code: 'notFound',
    })
    await expect(markRestored(orchestrator, { ...of(halted), changeId: other.changeId })).rejects.toMatchObject({
      code: 'notFound',
    })
  })

  it('waits while halted, but for a person’s own commit by a person’s hand', async () => {
    const rollout = await addRollout(app, { humanMade: true })
    await watched(app, rollout, proven)
    await engage(lead, { service: rollout.service, reason: 'smoke', source: 'page' })
    await expect(increase(orchestrator, seen(rollout))).rejects.toMatchObject({ code: 'halted' })
    expect(await promote(lead, seen(rollout))).toEqual({ state: 'canary' })
  })

  it('after the last is everyone: the release moves, the one before stays warm, the change goes on', async () => {
    const rollout = await addRollout(app, { step: 3, weight: 5000 })
    await watched(app, rollout, proven)
    expect(await increase(orchestrator, seen(rollout))).toEqual({ state: 'stable' })
    const release = await loadRelease(app, rollout.service)
    expect(release).toMatchObject({
      stableDigest: rollout.artifactDigest,
      stableChangeId: rollout.changeId,
      previousDigest: artifact(`${rollout.service} one`),
    })
    const warmHours = ((release?.previousUntil?.getTime() ?? 0) - Date.now()) / 3_600_000
    expect(Math.round(warmHours)).toBe(24)
    expect((await loadChange(app, rollout.changeId)).state).toBe('merging')
    expect(await now(rollout)).toMatchObject({ weight: 10_000 })
  })
})

describe('a gate', () => {
  const atGate = async () => {
    const rollout = await addRollout(app, { tier: 'high', weight: 100 })
    await watched(app, rollout, proven)
    await increase(orchestrator, seen(rollout))
    return await now(rollout)
  }
  const asked = async ({ id }: RolloutWithChange) => app.approvalRequest.findFirstOrThrow({ where: { rolloutId: id } })
  const manager = person('prs_manager', 'manager')

  it('keeps the share, and opens only for the people it asks', async () => {
    const rollout = await atGate()
    expect(rollout).toMatchObject({ state: 'gate', step: 2, weight: 100 })
    await watched(app, rollout, proven)
    await expect(increase(orchestrator, seen(rollout))).rejects.toMatchObject({ reason: 'gateClosed' })
    const { id: requestId, digest: seenDigest, changeId } = await asked(rollout)
    expect((await inbox(manager, {})).requests.map(({ id }) => id)).toContain(requestId)
    await sign(manager, { changeId, requestId, seenDigest, role: 'manager', reason: 'numbers are fine' })
    expect(await increase(orchestrator, seen(rollout))).toEqual({ state: 'canary' })
    expect(await now(rollout)).toMatchObject({ step: 3, weight: 2500 })
  })

  it('stays closed while something looks wrong, opened or not', async () => {
    const rollout = await atGate()
    const { id: requestId, digest: seenDigest, changeId } = await asked(rollout)
    await sign(manager, { changeId, requestId, seenDigest, role: 'manager', reason: 'numbers are fine' })
    await watched(app, rollout, frozen)
    await expect(increase(orchestrator, seen(rollout))).rejects.toMatchObject({ reason: 'frozen' })
  })

  it('that was declined stays closed, and leaves going back to the rollout', async () => {
    const rollout = await atGate()
    const { id: requestId, digest: seenDigest, changeId } = await asked(rollout)
    await decline(manager, { changeId, requestId, seenDigest, role: 'manager', reason: 'not today' })
    await expect(increase(orchestrator, seen(rollout))).rejects.toMatchObject({ reason: 'gateClosed' })
    expect((await loadChange(app, changeId)).state).toBe('rollingOut')
  })
})

describe('users', () => {
  it('are taken off at once, halted or not, and come back only when probes clear it', async () => {
    const rollout = await addRollout(app)
    await watched(app, rollout, cutting)
    const { haltId } = await engage(lead, { service: rollout.service, reason: 'smoke', source: 'page' })
    await cut(orchestrator, seen(rollout))
    expect(await now(rollout)).toMatchObject({ state: 'canary', step: 1, weight: 0, decision: { verdict: 'cut' } })
    await watched(app, rollout, proven)
    await expect(resume(orchestrator, seen(rollout))).rejects.toMatchObject({
      code: 'halted',
      detail: { scope: `service:${rollout.service}` },
    })
    expect(haltId).toBeTruthy()
  })

  it('come back to the share the step had, for its whole minimum again', async () => {
    const rollout = await addRollout(app)
    await watched(app, rollout, cutting)
    await cut(orchestrator, seen(rollout))
    await expect(resume(orchestrator, seen(rollout))).rejects.toMatchObject({ reason: 'tooLittleEvidence' })
    await watched(app, rollout, proven)
    await resume(orchestrator, seen(rollout))
    expect(await now(rollout)).toMatchObject({ weight: 500 })
    await expect(promote(lead, seen(rollout))).rejects.toMatchObject({ reason: 'tooEarly' })
  })
})

describe('a service', () => {
  it('has one rollout under way: the database refuses a second', async () => {
    const { service, changeId, ladder } = await addRollout(app)
    const second = app.rollout.create({
      data: {
        id: 'second',
        changeId,
        service,
        state: 'sandbox',
        definition: 1,
        ladder: ladder as object[],
        step: 0,
        artifactDigest: artifact('x'),
        epoch: 9n,
      },
    })
    await expect(second).rejects.toMatchObject({ code: 'P2002' })
  })

  it('never takes an epoch twice', async () => {
    const rollout = await addRollout(app)
    const epochs: bigint[] = []
    for (let at = 0; at < 3; at++) {
      await watched(app, await now(rollout), proven)
      await app.rollout.update({ where: { id: rollout.id }, data: { stepMinimumEnds: new Date(0) } })
      await increase(orchestrator, seen(await now(rollout)))
      epochs.push((await now(rollout)).epoch)
    }
    expect(epochs).toEqual([...new Set(epochs)].toSorted((a, b) => Number(a - b)))
    expect(epochs).toHaveLength(3)
  })
})
