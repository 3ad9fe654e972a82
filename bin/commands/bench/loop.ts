import { setTimeout as pause } from 'node:timers/promises'
import { readChange } from '#server/loop/autonomy/overview/index.ts'
import { submit } from '#server/loop/intents/index.ts'
import { database } from '#server/platform/db/index.ts'
import { cast, type People } from '../demo/cast.ts'
import { failOnLiveTraffic } from '../demo/failing-change.ts'
import { type ThrowAwayInstance, throwAwayInstance } from '../demo/instance.ts'
import { Passing } from '../demo/passing.ts'
import { untilServing } from '../demo/service.ts'
import { wireHere } from '../instance.ts'
import type { Figure } from './figure.ts'
import { atMost, quantile, told } from './figure.ts'
import { residentMegabytes } from './memory.ts'

const service = 'harbour'
/** Changes measured one after another, and how many are stated at once. */
const alone = 5
const together = 20
/** What needs no review of its design: waiting for people is not counted. */
const wishes = ['Show how many berths there are', 'Let people look up a berth by id', 'Filter berths by name']
/** A change that has no branch after this is stuck. */
const stuckAfterMs = 300_000
const restMs = 5_000

/** Measures a whole throw-away instance, pages included. */
export async function measureLoop(): Promise<Figure[]> {
  const instance = await throwAwayInstance({ portal: true })
  try {
    wireHere()
    return await measure(instance)
  } finally {
    await database().$disconnect()
    await instance.stop()
  }
}

async function measure({ data, edge }: ThrowAwayInstance): Promise<Figure[]> {
  const people = await cast()
  await untilServing(edge, service)
  await pause(restMs)
  const memory = ['web', 'worker'].map((name) => [name, residentMegabytes(data, name)] as const)
  const single = await oneAfterAnother(people)
  const many = await allAtOnce(people)
  const whole = await wholeHighChange(people)
  const passing = new Passing(people, { patienceMs: stuckAfterMs })
  const { rollbackMs } = await failOnLiveTraffic({ people, passing, service })
  return [
    told({ name: `submit to branch ready, median of ${alone}`, value: quantile(single, 0.5), unit: 'ms' }),
    atMost(10_000, { name: 'the same, worst', value: quantile(single, 1), unit: 'ms' }),
    atMost(0, { name: `of ${together} changes at once, without a branch`, value: many.stuck, unit: 'count' }),
    told({ name: `${together} changes at once, the last branch ready`, value: many.ms, unit: 'ms' }),
    atMost(60_000, { name: 'a whole High change, approvals at once', value: whole, unit: 'ms' }),
    atMost(5_000, { name: 'all requests fail → everyone back', value: rollbackMs, unit: 'ms' }),
    ...memory.map(([name, value]) =>
      atMost(name === 'web' ? 400 : 300, { name: `${name} at rest`, value, unit: 'MB' }),
    ),
  ]
}

async function oneAfterAnother(people: People): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < alone; n++) times.push((await untilBranch(people, n)) ?? Number.POSITIVE_INFINITY)
  return times
}

async function allAtOnce(people: People): Promise<{ stuck: number; ms: number }> {
  const begun = performance.now()
  const times = await Promise.all(Array.from({ length: together }, (_, n) => untilBranch(people, alone + n)))
  return { stuck: times.filter((ms) => ms === null).length, ms: Math.round(performance.now() - begun) }
}

/** @returns milliseconds from submit until the branch is there, or null when it is stuck */
async function untilBranch(people: People, n: number): Promise<number | null> {
  const begun = performance.now()
  const { changeId } = await submit(people.requester, { service, text: wishes[n % wishes.length] ?? '' })
  while (performance.now() - begun < stuckAfterMs) {
    const { change } = await readChange(people.auditor, { changeId })
    if (change.headCommit) return Math.round(performance.now() - begun)
    if (['unfit', 'failed'].includes(change.state)) throw new Error(`it ended as ${change.state}: ${change.reason}`)
    await pause(50)
  }
  return null
}

async function wholeHighChange(people: People): Promise<number> {
  const begun = performance.now()
  const text =
    'Add a REST endpoint to register pilot boardings with vessel name and time; list by time; migration and tests'
  const { changeId } = await submit(people.requester, { service, text })
  await new Passing(people, { patienceMs: stuckAfterMs }).into(changeId, 'delivered')
  return Math.round(performance.now() - begun)
}
