import { beforeEach, describe, expect, it } from 'vitest'
import { scriptedDelivery } from '#server/adapters/deploys/scripted.ts'
import { loadChange } from '#server/loop/change/index.ts'
import { holdPermit } from '#server/platform/halt/permit.ts'
import type { Git } from '#server/ports/git.ts'
import { artifact, person, testInstance } from '#server/testing/instance.ts'
import { engage } from '../killswitch/index.ts'
import { rollBack } from './index.ts'
import { lookAt, type Watching } from './look.ts'
import { loadRelease, loadRollout, type RolloutWithChange } from './store.ts'
import { addRollout, attempts } from './testing/rollouts.ts'

const delivery = scriptedDelivery()
const git = { readFile: async () => null } as unknown as Git
const { app } = await testInstance({ runtime: delivery, traffic: delivery, git })
const lead = person('prs_lead', 'lead')

const permit = holdPermit(app)
permit.close()
let watching: Watching
beforeEach(async () => {
  await permit.renewNow()
  watching = { observations: new Map(), permit, signal: new AbortController().signal }
})

const now = ({ id }: RolloutWithChange) => loadRollout(app, id)
const look = async (rollout: RolloutWithChange) => {
  await permit.renewNow()
  await lookAt(rollout.service, watching)
  return await now(rollout)
}
const served = ({ service }: RolloutWithChange) => delivery.current(service)
/** What is counted on the new version before the next look. */
const counted = (rollout: RolloutWithChange, counts: Partial<Parameters<typeof attempts>[1]>) =>
  delivery.script(rollout.service, [attempts(rollout.artifactDigest, counts)])

describe('a look', () => {
  it('makes the edge match the rows, and waits for evidence', async () => {
    const rollout = await addRollout(app)
    expect(await look(rollout)).toMatchObject({ step: 1, weight: 500 })
    expect(await served(rollout)).toMatchObject({ canary: rollout.artifactDigest, canaryWeight: 500 })
    expect((await app.rolloutReading.findUniqueOrThrow({ where: { rolloutId: rollout.id } })).reading).toMatchObject({
      verdict: 'gather',
    })
  })

  it('goes on once this step is proven, and gives the next its own evidence', async () => {
    const rollout = await addRollout(app)
    await look(rollout)
    counted(rollout, { attempts: 400 })
    expect(await look(rollout)).toMatchObject({ step: 2, weight: 2500 })
    await app.rollout.update({ where: { id: rollout.id }, data: { stepMinimumEnds: new Date(0) } })
    expect(await look(rollout)).toMatchObject({ step: 2, weight: 2500 })
    expect(await served(rollout)).toMatchObject({ canaryWeight: 2500 })
  })

  it('takes a failing version back, and says restored only once the edge serves the one before', async () => {
    const rollout = await addRollout(app)
    await look(rollout)
    counted(rollout, { attempts: 20, failures: 20 })
    expect(await look(rollout)).toMatchObject({ state: 'rollingBack', weight: 0 })
    expect(await served(rollout)).toMatchObject({ canaryWeight: 500 })
    expect(await look(rollout)).toMatchObject({ state: 'rolledBack' })
    expect(await served(rollout)).toMatchObject({ stable: artifact(`${rollout.service} one`), canary: null })
    expect((await loadChange(app, rollout.changeId)).state).toBe('rolledBack')
  })

  it('takes back what does not start, and not what the edge could not be asked for', async () => {
    const [broken, waiting] = [await addRollout(app), await addRollout(app)]
    delivery.failStart(broken.artifactDigest)
    expect(await look(broken)).toMatchObject({ state: 'rollingBack' })

    const stopping = new AbortController()
    stopping.abort(new Error('stopping'))
    delivery.failStart(waiting.artifactDigest)
    await expect(lookAt(waiting.service, { ...watching, signal: stopping.signal })).rejects.toThrow()
    expect(await now(waiting)).toMatchObject({ state: 'canary' })
  })

  it('takes back a change that was withdrawn under way', async () => {
    const rollout = await addRollout(app)
    await app.change.update({ where: { id: rollout.changeId }, data: { state: 'withdrawn' } })
    expect(await look(rollout)).toMatchObject({ state: 'rollingBack' })
  })
})

describe('while halted, a look', () => {
  it('gives nobody the version that was to have more, and still takes it back when it fails', async () => {
    const rollout = await addRollout(app)
    await look(rollout)
    await app.rollout.update({ where: { id: rollout.id }, data: { step: 2, weight: 2500 } })
    await engage(lead, { service: rollout.service, reason: 'smoke', source: 'page' })
    await look(rollout)
    expect(await served(rollout)).toMatchObject({ canaryWeight: 500 })
    counted(rollout, { attempts: 20, failures: 20 })
    expect(await look(rollout)).toMatchObject({ state: 'rollingBack' })
    expect(await look(rollout)).toMatchObject({ state: 'rolledBack' })
    expect(await served(rollout)).toMatchObject({ canaryWeight: 0 })
  })

  it('does not go on, however well it is proven', async () => {
    const rollout = await addRollout(app)
    await look(rollout)
    await engage(lead, { service: rollout.service, reason: 'smoke', source: 'page' })
    counted(rollout, { attempts: 4000 })
    expect(await look(rollout)).toMatchObject({ step: 1, weight: 500 })
  })
})

describe('users taken off', () => {
  const cutOff = async () => {
    const rollout = await addRollout(app)
    await look(rollout)
    counted(rollout, { attempts: 1000, failures: 14 })
    expect(await look(rollout)).toMatchObject({ weight: 0, state: 'canary' })
    expect(await look(rollout)).toMatchObject({ weight: 0 })
    expect(await served(rollout)).toMatchObject({ canary: rollout.artifactDigest, canaryWeight: 0 })
    return rollout
  }

  it('come back once probes have cleared it', async () => {
    const rollout = await cutOff()
    counted(rollout, { source: 'probe', attempts: 400 })
    expect(await look(rollout)).toMatchObject({ weight: 500, step: 1 })
    expect(await look(rollout)).toMatchObject({ weight: 500, step: 1 })
    expect(await served(rollout)).toMatchObject({ canaryWeight: 500 })
  })

  it('and meeting the same again, are taken off for good: the version goes back', async () => {
    const rollout = await cutOff()
    counted(rollout, { source: 'probe', attempts: 400 })
    await look(rollout)
    await look(rollout)
    counted(rollout, { attempts: 1000, failures: 14 })
    expect(await look(rollout)).toMatchObject({ state: 'rollingBack' })
    const story = await app.activity.findFirst({ where: { changeId: rollout.changeId, event: 'rollout.rollBack' } })
    expect(story?.detail).toMatchObject({ cause: 'recentErrors' })
  })
})

describe('a version that is everyone’s', () => {
  const everyones = async () => {
    const rollout = await addRollout(app, { step: 3, weight: 5000 })
    await look(rollout)
    counted(rollout, { attempts: 400 })
    expect(await look(rollout)).toMatchObject({ state: 'stable' })
    await look(rollout)
    expect(await served(rollout)).toMatchObject({ stable: rollout.artifactDigest, canary: null })
    return rollout
  }

  it('keeps the one before warm, and goes back to it by itself when it fails', async () => {
    const rollout = await everyones()
    expect((await delivery.running()).filter(({ service }) => service === rollout.service)).toHaveLength(2)
    counted(rollout, { attempts: 20, failures: 20 })
    expect(await look(rollout)).toMatchObject({ state: 'rollingBack' })
    expect(await look(rollout)).toMatchObject({ state: 'rolledBack' })
    expect(await served(rollout)).toMatchObject({ stable: artifact(`${rollout.service} one`) })
  })

  it('goes back when a person says so, and the edge has done it before it is called restored', async () => {
    const rollout = await everyones()
    const detectedAt = new Date().toISOString()
    await rollBack(lead, { changeId: rollout.changeId, rolloutId: rollout.id, cause: 'person', detectedAt })
    expect((await served(rollout))?.stable).toBe(rollout.artifactDigest)
    expect(await look(rollout)).toMatchObject({ state: 'rolledBack' })
    expect((await served(rollout))?.stable).toBe((await loadRelease(app, rollout.service))?.stableDigest)
  })
})
