import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemGit } from '#server/adapters/git/system.ts'
import type { Change } from '#server/loop/change/index.ts'
import { loadChange } from '#server/loop/change/index.ts'
import { holdPermit } from '#server/platform/halt/permit.ts'
import { newId } from '#server/platform/ids.ts'
import { activePolicy } from '#server/policy/index.ts'
import { addChange, addService, artifact, person, system, testInstance } from '#server/testing/instance.ts'
import { repositoryOf } from '#server/workspaces/index.ts'
import { reconcile } from '#workers/reconcile.ts'
import { engage } from '../killswitch/index.ts'
import { prepareRollout } from './index.ts'
import { rolloutUnderWay } from './store.ts'

const git = systemGit({ sign: async () => '', committerId: 'system-test' })
/** What happens outside while the repository is asked. */
let resolving = async () => {}
const asked = {
  ...git,
  resolve: async (repository: string, reference: string) => {
    await resolving()
    return await git.resolve(repository, reference)
  },
}
const { app } = await testInstance({ git: asked })
const orchestrator = system('orchestrator')
const permit = holdPermit(app)
permit.close()

beforeAll(async () => {
  const { digest } = await activePolicy()
  await app.policyRelease.create({ data: { digest, testsPassed: 1, testsFailed: 0 } })
})

let service = ''
let base = ''
beforeEach(async () => {
  resolving = async () => {}
  await permit.renewNow()
  service = `service-${newId('x').slice(-12)}`
  await addService(app, service)
  const request = { title: 'begin', body: '', trailers: [], authorId: 'system-test' }
  base = await git.initialise(repositoryOf(service), [{ path: 'README.md', content: 'one\n' }], request)
})

/** A change of which people approved exactly today's evidence. */
async function approved(more: object = {}): Promise<Change> {
  const change = await addChange(app, { service, state: 'rollingOut', baseCommit: base, ...more })
  const { id: changeId, tier, evidenceDigest } = change
  const request = { id: newId('apr'), changeId, purpose: 'release', tier, state: 'complete', dueAt: new Date() }
  await app.approvalRequest.create({ data: { ...request, digest: evidenceDigest ?? '' } })
  return change
}

const prepare = ({ id }: Change) => prepareRollout(orchestrator, { changeId: id }, permit)
const rolloutsOf = async ({ id }: Change) =>
  (await app.rollout.findMany({ where: { changeId: id } })).map(({ state }) => state)

/** As a worker that was killed, or stopped by a halt, leaves it. */
async function leftInPreparation(change: Change): Promise<void> {
  const { id: changeId, artifactDigest } = change
  const way = { definition: 1, ladder: [], step: 0, epoch: 1n, previousDigest: artifact(`${service} one`) }
  const row = { id: newId('rol'), changeId, service, state: 'preparing', artifactDigest: artifactDigest ?? '' }
  await app.rollout.create({ data: { ...row, ...way } })
}

/** As an earlier rollout of the service ended. */
async function ended(state: 'stable' | 'rolledBack', secondsAgo: number): Promise<void> {
  const { id: changeId } = await addChange(app, { service, state: state === 'stable' ? 'delivered' : 'rolledBack' })
  const way = { definition: 1, ladder: [], step: 0, epoch: 1n, artifactDigest: artifact(newId('x')) }
  const finishedAt = new Date(Date.now() - secondsAgo * 1_000)
  await app.rollout.create({ data: { id: newId('rol'), changeId, service, state, finishedAt, ...way } })
}

describe('preparing a rollout', () => {
  it.each<[string, ['stable' | 'rolledBack', number][], boolean]>([
    [
      'after a version that was taken back is watched closely',
      [
        ['stable', 60],
        ['rolledBack', 30],
      ],
      true,
    ],
    [
      'after one that stayed is not',
      [
        ['rolledBack', 60],
        ['stable', 30],
      ],
      false,
    ],
    ['of a new service is not', [], false],
  ])('%s', async (_, before, closelyWatched) => {
    for (const [state, secondsAgo] of before) await ended(state, secondsAgo)
    const change = await approved()
    await prepare(change)
    expect(await app.rollout.findFirst({ where: { changeId: change.id } })).toMatchObject({ closelyWatched })
  })

  it('sends a change whose base moved back to be written anew, and frees the lane', async () => {
    const change = await approved({ baseCommit: 'f'.repeat(40) })
    await prepare(change)
    expect(await rolloutsOf(change)).toEqual(['abandoned'])
    expect((await loadChange(app, change.id)).state).toBe('generating')
  })

  it('is denied by the policy without signed evidence, and frees the lane', async () => {
    const change = await approved()
    await prepare(change)
    expect(await rolloutsOf(change)).toEqual(['abandoned'])
    expect((await loadChange(app, change.id)).state).toBe('denied')
  })

  it.each<[string, object]>([
    ['nobody approved today’s evidence', { evidenceDigest: 'e'.repeat(64) }],
    ['the change is elsewhere', { state: 'approving' }],
  ])('does not begin when %s', async (_, row) => {
    const change = await approved()
    await app.change.update({ where: { id: change.id }, data: row })
    await expect(prepare(change)).rejects.toMatchObject({ code: 'conflict' })
    expect(await rolloutsOf(change)).toEqual([])
  })

  it('waits for the lane: of two changes at once, one has it and the other a conflict', async () => {
    const [first, second] = [await approved(), await approved()]
    await leftInPreparation(first)
    await expect(prepare(second)).rejects.toMatchObject({ code: 'conflict' })
    expect(await rolloutsOf(second)).toEqual([])
    expect(await rolloutUnderWay(app, service)).toMatchObject({ changeId: first.id })
  })

  it('takes up again what was left in preparation', async () => {
    const change = await approved({ baseCommit: 'f'.repeat(40) })
    await leftInPreparation(change)
    await prepare(change)
    expect(await rolloutsOf(change)).toEqual(['abandoned'])
    expect((await loadChange(app, change.id)).state).toBe('generating')
  })

  it('that a halt meets stays in preparation, and the change where it was', async () => {
    const change = await approved({ baseCommit: 'f'.repeat(40) })
    resolving = async () => {
      await engage(person('prs_lead', 'lead'), { service, reason: 'smoke', source: 'page' })
    }
    await prepare(change)
    expect(await rolloutsOf(change)).toEqual(['preparing'])
    expect((await loadChange(app, change.id)).state).toBe('rollingOut')
  })
})

describe('the reconciler', () => {
  const quiet = (id: string) =>
    app.$executeRaw`UPDATE change SET updated_at = now() - interval '1 minute' WHERE id = ${id}`
  const announced = async (id: string) => {
    await quiet(id)
    await reconcile(app)
    return await app.outbox.count({ where: { payload: { path: ['changeId'], equals: id } } })
  }

  it('announces a change again that was left in preparation, and once at a time', async () => {
    const change = await approved()
    await leftInPreparation(change)
    expect(await announced(change.id)).toBe(1)
    expect(await announced(change.id)).toBe(1)
  })

  it('lets a change that waits for the lane wait, and one that is still written go on', async () => {
    const [first, waiting] = [await approved(), await approved()]
    await leftInPreparation(first)
    await app.rollout.updateMany({ where: { changeId: first.id }, data: { state: 'canary' } })
    const writing = await addChange(app, { service, state: 'generating' })
    expect(await announced(waiting.id)).toBe(0)
    expect(await announced(writing.id)).toBe(1)
  })

  it('leaves a change alone that waits for people, but not one that policy should have approved', async () => {
    const [low, medium] = [
      await addChange(app, { service, state: 'approving', tier: 'low' }),
      await addChange(app, { service, state: 'approving', tier: 'medium' }),
    ]
    for (const { id: changeId, tier } of [low, medium])
      await app.approvalRequest.create({
        data: { id: newId('apr'), changeId, purpose: 'release', tier, state: 'open', digest: 'd', dueAt: new Date() },
      })
    expect(await announced(low.id)).toBe(1)
    expect(await announced(medium.id)).toBe(0)
  })
})
