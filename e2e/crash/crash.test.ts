import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cast } from '#bin/commands/demo/cast.ts'
import { type ThrowAwayInstance, throwAwayInstance } from '#bin/commands/demo/instance.ts'
import { untilServing } from '#bin/commands/demo/service.ts'
import { wireHere } from '#bin/commands/instance.ts'
import { rests } from '#server/loop/change/index.ts'
import { auditLedger } from '#server/loop/ledger/index.ts'
import { database } from '#server/platform/db/index.ts'
import { makeHarbour } from '#server/workspaces/index.ts'
import { usersOf } from '../loop/users.ts'
import {
  activityWithoutItsOwnEntry,
  type ChangeRow,
  changeRows,
  collidingRollouts,
  doubledActs,
  mergedChanges,
} from './findings.ts'
import { Flow } from './flow.ts'
import { pidOf, type Victim, victims } from './processes.ts'

const rounds = Number(process.env.CRASH_ROUNDS ?? 10)
/** Between two kills, so that each finds the system somewhere else. */
const longestCalmMs = 4_000
/** Killed processes are started again within seconds; a busy machine takes its time. */
const backWithinMs = 120_000
const settledWithinMs = 600_000

/** What serves requests does not depend on these. */
const unseen = new Set<Victim>(['worker', 'sequencer', 'postgres', 'postmaster'])
const services = ['harbour', 'landing']

let instance: ThrowAwayInstance

beforeAll(async () => {
  instance = await throwAwayInstance()
  wireHere()
  await makeHarbour('landing')
  for (const service of services) await untilServing(instance.edge, service, backWithinMs)
})

afterAll(async () => {
  await database().$disconnect()
  await instance.stop()
})

async function until(what: string, holds: () => boolean): Promise<void> {
  for (const end = Date.now() + backWithinMs; !holds(); await pause(100))
    if (Date.now() > end) throw new Error(`${what}: not within ${backWithinMs / 1_000} s`)
}

/** Kills one part without warning and waits until it is there again. */
async function crash(victim: Victim): Promise<void> {
  const { data } = instance
  await until(`${victim} runs`, () => pidOf(data, victim) !== undefined)
  const pid = pidOf(data, victim) ?? 0
  process.kill(pid, 'SIGKILL')
  if (victim === 'supervisor') await instance.startAgain()
  await until(`${victim} runs again`, () => ![undefined, pid].includes(pidOf(data, victim)))
}

/** The main branch has what was delivered once; what was taken back afterwards twice, the second time as its revert. */
async function holdsEachOnce(service: string, rows: readonly ChangeRow[]): Promise<void> {
  const merged = await mergedChanges(service)
  for (const { id, state } of rows.filter((row) => row.service === service)) {
    const times = merged.filter((each) => each === id).length
    expect(state === 'delivered' ? [1] : [0, 2], `${id}, ${state}, on the branch`).toContain(times)
  }
  expect(merged.filter((id) => !rows.some((row) => row.id === id))).toEqual([])
}

it(`${rounds} times a process is killed while changes flow: nothing is lost, doubled or stuck`, async () => {
  const flow = new Flow(await cast(), services)
  const failures: string[] = []
  for (let round = 0; round < rounds; round++) {
    const victim = victims[round % victims.length] ?? 'worker'
    await pause(Math.random() * longestCalmMs)
    for (const service of services) await untilServing(instance.edge, service, backWithinMs)
    const users = usersOf(`${instance.edge}/harbour/berths`)
    await crash(victim)
    const { failed } = await users.stop()
    if (unseen.has(victim)) failures.push(...failed.map((failure) => `${victim} killed: ${failure}`))
  }
  await flow.stop()
  const stuck = await flow.settle(settledWithinMs)

  const rows = await changeRows()
  expect(stuck, JSON.stringify(rows.filter(({ state }) => !rests(state)))).toEqual([])
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([...flow.acknowledged]))
  expect(rows.length).toBeLessThanOrEqual(flow.tries)
  expect(rows.length).toBeGreaterThan(2)
  // A database that dies under a canary is a reason to take it back; nothing else may end otherwise than well.
  expect(rows.filter(({ state }) => !['delivered', 'rolledBack'].includes(state))).toEqual([])
  expect(rows.filter(({ state }) => state === 'delivered').length).toBeGreaterThan(0)
  for (const service of services) await holdsEachOnce(service, rows)

  expect(failures).toEqual([])
  expect(await auditLedger(database())).toMatchObject({ ok: true, faults: [] })
  expect(await activityWithoutItsOwnEntry()).toEqual([])
  expect(await doubledActs()).toEqual([])
  expect(await collidingRollouts()).toEqual([])
  for (const service of services) expect((await fetch(`${instance.edge}/${service}/berths`)).status).toBe(200)
})
