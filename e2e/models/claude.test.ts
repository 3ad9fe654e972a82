import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { cast, type People } from '#bin/commands/demo/cast.ts'
import { type ThrowAwayInstance, throwAwayInstance } from '#bin/commands/demo/instance.ts'
import { Passing } from '#bin/commands/demo/passing.ts'
import { untilServing } from '#bin/commands/demo/service.ts'
import { wireHere } from '#bin/commands/instance.ts'
import type { ChangeOverview } from '#server/loop/autonomy/overview/index.ts'
import { submit } from '#server/loop/intents/index.ts'
import { entriesOfChange } from '#server/loop/ledger/index.ts'
import { database } from '#server/platform/db/index.ts'
import { type MessagesServer, messagesServer, serverKey } from '#server/testing/models/index.ts'
import { repositoryOf } from '#server/workspaces/index.ts'
import { thinking } from './thinking.ts'

const service = 'harbour'
const patienceMs = 240_000
const run = promisify(execFile)

let server: MessagesServer
let instance: ThrowAwayInstance
let people: People

beforeAll(async () => {
  server = await messagesServer()
  Object.assign(process.env, { ANTHROPIC_API_KEY: serverKey, ANTHROPIC_BASE_URL: server.url })
  instance = await throwAwayInstance()
  wireHere()
  await untilServing(instance.edge, service, patienceMs)
  people = await cast()
})

beforeEach(() => {
  server.fault('overloaded', 0)
  server.answer(thinking('careful'))
})

afterAll(async () => {
  await database().$disconnect()
  await instance.stop()
  await server.close()
})

const state = async (text: string) => (await submit(people.requester, { service, text })).changeId
const into = (changeId: string, wanted: string, signing = true): Promise<ChangeOverview> =>
  new Passing(people, { patienceMs, signing }).into(changeId, wanted)

/** Every request on the wire that a change made, as the ledger holds it. */
async function generations(changeId: string): Promise<Record<string, unknown>[]> {
  const entries = await entriesOfChange(database(), changeId)
  return entries.filter(({ kind }) => kind === 'generation').map(({ predicate }) => predicate)
}

it('Claude designs and writes a change that people approve, and it answers in production', async () => {
  const changeId = await state('Show how many berths there are')
  const { change } = await into(changeId, 'delivered')
  const counted = await fetch(`${instance.edge}/${service}/berths/count`)
  expect(counted.status).toBe(200)

  expect(await generations(changeId)).toMatchObject([
    { provider: 'anthropic', purpose: 'design', answeredModel: 'claude-sonnet-5-5', outcome: 'answered' },
    { provider: 'anthropic', purpose: 'code', outcome: 'answered', inputTokens: 4_200, confidence: expect.any(Number) },
  ])
  const { stdout } = await run('git', [
    '-C',
    repositoryOf(service),
    'log',
    '-1',
    '--format=%B',
    change.headCommit ?? '',
  ])
  expect(stdout).toContain('Origin: model')
  expect(stdout).toContain('Generator: claude-sonnet-5-5')
  const leaves = await database().$queryRaw<{ envelope: Uint8Array }[]>`SELECT envelope FROM ledger.event`
  expect(leaves.filter(({ envelope }) => Buffer.from(envelope).includes(serverKey))).toEqual([])
})

it('what the checks find in its code goes back to it, and what it mends is judged', async () => {
  server.answer(thinking('carelessAtFirst'))
  const changeId = await state('Let people look up a berth by id')
  await into(changeId, 'approving', false)
  const made = await generations(changeId)
  expect(made.map(({ purpose }) => purpose)).toEqual(['design', 'code', 'repair'])
  const { confidence } = made.at(-1) ?? {}
  expect(confidence).toBeGreaterThanOrEqual(0.7)
  expect(confidence).toBeLessThan(0.8)
})

it('code that is never mended is given up after two repairs, and nothing is committed', async () => {
  server.answer(thinking('careless'))
  const changeId = await state('Filter berths by name')
  const { change } = await into(changeId, 'failed', false)
  expect(change.headCommit).toBeNull()
  expect(change.reason).toMatch(/failed at server\/.*\.ts:\d+/)
  expect((await generations(changeId)).map(({ purpose }) => purpose)).toEqual(['design', 'code', 'repair', 'repair'])
})

it('while it is overloaded the templates answer, and the ledger holds both', async () => {
  server.fault('overloaded')
  const changeId = await state('Filter berths by name')
  await into(changeId, 'approving', false)
  const made = await generations(changeId)
  expect(made.filter(({ provider }) => provider === 'anthropic').map(({ fault }) => fault)).toContain('overloaded')
  expect(made.filter(({ provider }) => provider === 'templates')).toMatchObject([
    { purpose: 'design', outcome: 'answered', fallbackRank: 2 },
    { purpose: 'code', outcome: 'answered' },
  ])
})

it('a refusal ends the change and never falls through to the templates', async () => {
  server.fault('refuses')
  const changeId = await state('Let people look up a berth by id')
  const { change } = await into(changeId, 'failed', false)
  expect(change.reason).toContain('refused')
  expect((await generations(changeId)).map(({ provider }) => provider)).toEqual(['anthropic'])
})
