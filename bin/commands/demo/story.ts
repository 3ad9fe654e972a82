import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { submit } from '#server/loop/intents/index.ts'
import { exportEvidence } from '#server/loop/ledger/browse/index.ts'
import { database } from '#server/platform/db/index.ts'
import { wireHere } from '../instance.ts'
import { cast } from './cast.ts'
import { failOnLiveTraffic } from './failing-change.ts'
import type { ThrowAwayInstance } from './instance.ts'
import { Passing } from './passing.ts'
import { flipByte, verdictOf } from './proof.ts'
import { returnsWhatWasPosted, untilServing } from './service.ts'

export interface StoryStep {
  name: string
  ms: number
  ok: boolean
}

export interface Story {
  steps: StoryStep[]
  changeId: string | null
  /** Path of the exported evidence bundle. */
  bundle: string | null
  verified: boolean
  tamperDetected: boolean
  rollbackMs: number | null
  totalMs: number
}

type Say = (line: string) => void

const service = 'harbour'
const words =
  'Add a REST endpoint to register vessel arrivals with IMO number, ETA and berth; list by date; migration and tests'
const arrival = { imoNumber: '9074729', eta: '2030-05-01T12:00:00.000Z', berth: 'B-12' }

/** Prints each step with its real time; a step that does not hold is told and ends the story. */
class Telling {
  readonly story: Story = {
    steps: [],
    changeId: null,
    bundle: null,
    verified: false,
    tamperDetected: false,
    rollbackMs: null,
    totalMs: 0,
  }
  readonly #say: Say

  constructor(say: Say) {
    this.#say = say
  }

  async step<T>(name: string, work: () => Promise<T>, note: (result: T) => string = () => ''): Promise<T> {
    const begun = performance.now()
    try {
      const result = await work()
      this.#record(name, performance.now() - begun, true, note(result))
      return result
    } catch (error) {
      this.#record(name, performance.now() - begun, false, error instanceof Error ? error.message : String(error))
      throw error
    }
  }

  record(name: string, ms: number, ok: boolean, note: string): void {
    this.#record(name, ms, ok, note)
  }

  #record(name: string, ms: number, ok: boolean, note: string): void {
    this.story.steps.push({ name, ms: Math.round(ms), ok })
    this.#say(`${ok ? '✓' : '✗'} ${(ms / 1000).toFixed(1).padStart(5)} s  ${name}${note ? `  ${note}` : ''}`)
  }
}

/** The whole demonstration, on an instance that is up. Never throws: what did not hold is in the story. */
export async function tellStory(instance: ThrowAwayInstance, say: Say): Promise<Story> {
  const begun = performance.now()
  const telling = new Telling(say)
  wireHere()
  telling.record('a throw-away instance starts', instance.startedMs, true, '')
  try {
    await tell(instance, telling)
  } catch {
    say('The story ends here: the step above did not hold.')
  } finally {
    await database().$disconnect()
  }
  telling.story.totalMs = Math.round(instance.startedMs + performance.now() - begun)
  say(`${(telling.story.totalMs / 1000).toFixed(1)} s in all`)
  return telling.story
}

async function tell({ edge }: ThrowAwayInstance, telling: Telling): Promise<void> {
  const { story } = telling
  const people = await telling.step('nine practice people sign in', cast)
  await telling.step(`${service} serves, built from our template pack`, () => untilServing(edge, service))

  const passing = new Passing(people)
  const asked = await telling.step(
    'an intent is stated and classified',
    () => submit(people.requester, { service, text: words }),
    ({ kind, tier }) => `${kind}, ${tier}`,
  )
  story.changeId = asked.changeId
  await telling.step('it is designed, reviewed, written, tested and judged', () =>
    passing.into(asked.changeId, 'approving'),
  )
  await telling.step('manager and security sign exactly that evidence', () =>
    passing.into(asked.changeId, 'rollingOut'),
  )
  await telling.step(
    'sandbox, canary, gate, production',
    () => passing.into(asked.changeId, 'delivered'),
    () => `the clock was moved ${passing.movedMs / 60_000} min`,
  )
  await telling.step('a real request through the edge returns what was posted', async () => {
    if (!(await returnsWhatWasPosted(`${edge}/${service}/vessel-arrivals`, arrival)))
      throw new Error('it is not in the list')
  })

  const failing = await telling.step(
    'a change that fails on live traffic takes itself back',
    () => failOnLiveTraffic({ people, passing, service }),
    ({ rollbackMs, cause }) => `${(rollbackMs / 1000).toFixed(1)} s from first failure to all users back: ${cause}`,
  )
  story.rollbackMs = failing.rollbackMs

  const { bytes } = await telling.step('an auditor exports the evidence bundle', () =>
    exportEvidence(people.auditor, { changeId: asked.changeId }),
  )
  story.bundle = join(process.cwd(), `evidence-${asked.changeId}.tar.gz`)
  await writeFile(story.bundle, bytes)
  await telling.step(
    'it verifies offline',
    async () => {
      const verdict = await verdictOf(bytes)
      if (!verdict.ok) throw new Error(verdict.faults[0]?.what ?? 'not intact')
      story.verified = true
      return verdict
    },
    ({ entries }) => `${entries.length} entries`,
  )
  await telling.step(
    'one byte of a copy is changed, and verification names the entry',
    async () => {
      const verdict = await verdictOf(flipByte(bytes))
      const fault = verdict.faults.find(({ where }) => where.startsWith('entry '))
      if (verdict.ok || !fault) throw new Error('the change went unnoticed')
      story.tamperDetected = true
      return fault
    },
    ({ where }) => where,
  )
}
