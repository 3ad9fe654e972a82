import { beforeEach, expect, it } from 'vitest'
import { readSwitches } from '#server/platform/halt/switch.ts'
import { addChange, addService, commit, person, testInstance } from '#server/testing/instance.ts'
import { engage, haltEffect, haltStatus } from './index.ts'
import { clearHalts } from './testing/clear-halts.ts'

const { app, raw } = await testInstance()
const onCall = person('prs_oncall', 'onCall')
const requester = person('prs_requester', 'requester')
for (const service of ['harbour', 'quay']) await addService(app, service)

const living = 'process-living'
await app.presence.createMany({
  data: [
    { process: living, kind: 'worker', pid: 7, haltEpoch: 0n, runningWork: 2, seenAt: new Date() },
    { process: 'process-gone', kind: 'worker', pid: 8, haltEpoch: 0n, runningWork: 1, seenAt: new Date(0) },
  ],
})
const writing = await addChange(app, { state: 'generating', holder: living, title: 'Count berths' })
const byHand = await addChange(app, { state: 'judging', holder: living, humanMade: true })
await addChange(app, { state: 'building', holder: 'process-gone' })
await addChange(app, { state: 'designReview' })
const rolling = await addChange(app, { state: 'rollingOut' })
await app.rollout.create({
  data: {
    ...{ id: 'rol_1', changeId: rolling.id, service: 'harbour', state: 'canary', definition: 1, ladder: [], step: 1 },
    ...{ artifactDigest: `sha256:${commit('x')}`, epoch: 2n, weight: 500 },
  },
})
await app.approvalRequest.create({
  data: {
    ...{ id: 'req_1', changeId: rolling.id, purpose: 'gate', tier: 'high', state: 'open', digest: 'd' },
    dueAt: new Date(),
  },
})

beforeEach(() => clearHalts(raw))

it('tells of each service what stops, waits, stays and goes on, and changes nothing', async () => {
  const before = await app.activity.count()
  const [harbour, quay] = await haltEffect(requester, {})
  expect(harbour).toEqual({
    ...{ service: 'harbour', halted: false, serves: true, running: ['generating'], waiting: 2, ownCommits: 1 },
    ...{ rollouts: [{ id: 'rol_1', state: 'canary', weight: 500 }], openQuestions: 1 },
  })
  expect(quay).toMatchObject({ service: 'quay', serves: true, running: [], waiting: 0, rollouts: [] })
  expect(await app.activity.count()).toBe(before)
  expect((await readSwitches(app)).filter(({ halted }) => halted)).toEqual([])
})

it('says what is halted already', async () => {
  await engage(onCall, { service: 'quay', reason: '', source: 'page' })
  expect((await haltEffect(requester, {})).map(({ service, halted }) => [service, halted])).toEqual([
    ['harbour', false],
    ['quay', true],
  ])
})

it('names what each process still has under way, and whether a halt covers it', async () => {
  await engage(onCall, { service: 'harbour', reason: '', source: 'page' })
  const { processes } = await haltStatus(requester, {})
  expect(processes).toMatchObject([
    {
      process: living,
      acknowledged: false,
      work: [
        { changeId: writing.id, title: 'Count berths', state: 'generating', stops: true },
        { changeId: byHand.id, state: 'judging', stops: false },
      ],
    },
  ])
})
