import { describe, expect, it } from 'vitest'
import { person, testInstance } from '#server/testing/instance.ts'
import { listRollouts, readRollout } from './index.ts'
import { addRollout } from './testing/rollouts.ts'

const { app } = await testInstance()
const auditor = person('prs_auditor', 'auditor')

describe('the list of rollouts', () => {
  it('is empty, with no counts, before anything was rolled out', async () => {
    expect(await listRollouts(auditor, {})).toEqual({ rollouts: [], counts: [] })
  })

  it('has the newest first, with the change each is of', async () => {
    const older = await addRollout(app, { state: 'stable', tier: 'high', createdAt: new Date(Date.now() - 60_000) })
    const newer = await addRollout(app)
    const { rollouts, counts } = await listRollouts(auditor, {})
    expect(rollouts.map(({ id }) => id)).toEqual([newer.id, older.id])
    expect(rollouts[1]).toMatchObject({
      changeId: older.changeId,
      tier: 'high',
      title: older.change.title,
      weight: 500,
    })
    expect(counts).toEqual([
      { service: older.service, state: 'stable', count: 1 },
      { service: newer.service, state: 'canary', count: 1 },
    ])
  })

  it('keeps to a state and a service, and still counts everything', async () => {
    const { rollouts, counts } = await listRollouts(auditor, { state: 'canary' })
    expect(rollouts.map(({ state }) => state)).toEqual(['canary'])
    expect(counts).toHaveLength(2)
    const [only] = rollouts
    expect((await listRollouts(auditor, { service: only?.service ?? '', state: 'stable' })).rollouts).toEqual([])
    expect((await listRollouts(auditor, { limit: 1 })).rollouts).toHaveLength(1)
  })

  it('is for people with a role', async () => {
    await expect(listRollouts(person('prs_nobody'), {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('one rollout', () => {
  it('says whose change it is, or that there is none', async () => {
    const rollout = await addRollout(app)
    expect(await readRollout(auditor, { rolloutId: rollout.id })).toMatchObject({ changeId: rollout.changeId })
    await expect(readRollout(auditor, { rolloutId: 'rol_none' })).rejects.toMatchObject({ code: 'notFound' })
  })
})
