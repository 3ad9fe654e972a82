import { describe, expect, it } from 'vitest'
import { loadChange } from '#server/loop/change/index.ts'
import { entriesOfChange } from '#server/loop/ledger/index.ts'
import { artifact, commit, person, system, testInstance } from '#server/testing/instance.ts'
import { withdraw } from '../approvals/index.ts'
import { engage } from '../killswitch/index.ts'
import { rollBack } from './index.ts'
import { markRestored } from './roll-back.ts'
import { loadRelease, loadRollout, type RolloutWithChange } from './store.ts'
import { addRollout, judged, watched } from './testing/rollouts.ts'

const { app, entries } = await testInstance()
const orchestrator = system('orchestrator')
const lead = person('prs_lead', 'lead')

const of = ({ id, changeId }: RolloutWithChange) => ({ changeId, rolloutId: id })
const now = async ({ id }: RolloutWithChange) => loadRollout(app, id)
const taking = (rollout: RolloutWithChange) =>
  ({ ...of(rollout), cause: 'errors', detectedAt: new Date().toISOString() }) as const

describe('going back', () => {
  it('from a canary takes users off, and ends when the edge has done it', async () => {
    const rollout = await addRollout(app)
    const before = await entries('rollback')
    await rollBack(orchestrator, taking(rollout))
    expect(await now(rollout)).toMatchObject({ state: 'rollingBack', weight: 0 })
    expect((await loadRelease(app, rollout.service))?.stableDigest).toBe(artifact(`${rollout.service} one`))
    await expect(rollBack(orchestrator, taking(rollout))).rejects.toMatchObject({ reason: 'over' })
    await markRestored(orchestrator, of(rollout))
    expect((await now(rollout)).state).toBe('rolledBack')
    expect((await loadChange(app, rollout.changeId)).state).toBe('rolledBack')
    expect(await entries('rollback')).toBe(before + 2)
  })

  const delivered = async (changeState = 'delivered') => {
    const rollout = await addRollout(app, { state: 'stable', weight: 10_000, step: 4 })
    const { service, changeId, artifactDigest } = rollout
    await app.change.update({ where: { id: changeId }, data: { state: changeState } })
    await app.serviceRelease.update({
      where: { service },
      data: {
        stableDigest: artifactDigest,
        stableChangeId: changeId,
        stableCommit: commit('two'),
        previousDigest: artifact(`${service} one`),
        previousCommit: commit(`${service} one`),
        previousUntil: new Date(Date.now() + 3_600_000),
      },
    })
    return rollout
  }

  it.each(['delivered', 'merging'])('from everyone restores the version before, with its change %s', async (state) => {
    const rollout = await delivered(state)
    await rollBack(person('prs_oncall', 'onCall'), taking(rollout))
    expect(await loadRelease(app, rollout.service)).toMatchObject({
      stableDigest: artifact(`${rollout.service} one`),
      stableCommit: commit(`${rollout.service} one`),
      stableChangeId: null,
      previousDigest: null,
    })
    await markRestored(orchestrator, of(rollout))
    expect((await loadChange(app, rollout.changeId)).state).toBe('rolledBack')
    const told = await app.outbox.findMany({ where: { payload: { path: ['changeId'], equals: rollout.changeId } } })
    expect(told.map(({ event }) => event)).toContain('rollout.restored')
  })

  it('is refused for what a later version replaced, and where nothing was before', async () => {
    const rollout = await delivered()
    const { service } = rollout
    await app.serviceRelease.update({ where: { service }, data: { previousDigest: null } })
    await expect(rollBack(lead, taking(rollout))).rejects.toMatchObject({ reason: 'nothingBefore' })
    await app.serviceRelease.update({
      where: { service },
      data: { stableDigest: artifact('three'), previousDigest: rollout.artifactDigest },
    })
    await expect(rollBack(lead, taking(rollout))).rejects.toMatchObject({ reason: 'superseded' })
    expect((await now(rollout)).state).toBe('stable')
  })

  it('by a person is recorded as a person’s decision, whatever cause they name', async () => {
    const rollout = await addRollout(app)
    await rollBack(lead, taking(rollout))
    const story = await app.activity.findFirst({ where: { changeId: rollout.changeId, event: 'rollout.rollBack' } })
    expect(story).toMatchObject({ actorRef: 'prs_lead', detail: { cause: 'person' } })
  })

  it('is in the ledger twice: when it was decided, and again with the time the version before served', async () => {
    const rollout = await addRollout(app)
    await watched(app, rollout, judged({ attempts: 200, failures: 50 }))
    await rollBack(orchestrator, taking(rollout))
    await markRestored(orchestrator, of(rollout))
    const entries = await entriesOfChange(app, rollout.changeId)
    const [decided, restored] = entries.filter(({ kind }) => kind === 'rollback').map(({ predicate }) => predicate)
    expect(decided).toMatchObject({
      ...{ trigger: 'errorRate', cause: 'errors', automatic: true, restoredAt: null },
      ...{ measure: 'errorRate', measured: 0.25, limit: 0.01 },
    })
    expect(restored).toEqual({ ...decided, restoredAt: expect.any(String) })
    expect(Date.parse(String(restored?.restoredAt))).toBeGreaterThanOrEqual(Date.parse(String(decided?.decidedAt)))
    const ended = entries.filter(({ kind }) => kind === 'performance').map(({ predicate }) => predicate)
    expect(ended).toMatchObject([{ endedBy: 'rollingBack', live: { attempts: 200, failures: 50, errorRate: 0.25 } }])
  })

  it('of a version that broke before it was on trial names no rule, and is no incident', async () => {
    const rollout = await addRollout(app, { state: 'rollingBack', step: 0, weight: 0 })
    await markRestored(orchestrator, of(rollout))
    const entries = await entriesOfChange(app, rollout.changeId)
    expect(entries.map(({ kind }) => kind)).toEqual(['rollback'])
    expect(entries[0]?.predicate).toMatchObject({ trigger: 'preparation', cause: null, measured: null })
  })

  it('works while everything is halted', async () => {
    const rollout = await addRollout(app)
    await engage(lead, { service: rollout.service, reason: 'smoke', source: 'page' })
    await rollBack(orchestrator, taking(rollout))
    await markRestored(orchestrator, of(rollout))
    expect((await now(rollout)).state).toBe('rolledBack')
  })

  it('after the requester withdrew leaves the change withdrawn', async () => {
    const rollout = await addRollout(app)
    await withdraw(person('prs_requester', 'requester'), { changeId: rollout.changeId })
    await rollBack(orchestrator, { ...taking(rollout), cause: 'contentChanged' })
    await markRestored(orchestrator, of(rollout))
    expect((await loadChange(app, rollout.changeId)).state).toBe('withdrawn')
  })
})
