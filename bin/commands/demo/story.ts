import { submit } from '#server/loop/intents/index.ts'
import { database } from '#server/platform/db/index.ts'
import { wireHere } from '../instance.ts'
import { cast } from './cast.ts'
import { showEvidence } from './evidence.ts'
import { failOnLiveTraffic } from './failing-change.ts'
import type { ThrowAwayInstance } from './instance.ts'
import { Passing } from './passing.ts'
import { returnsWhatWasPosted, untilServing } from './service.ts'
import { type Say, type Story, Telling } from './telling.ts'

const service = 'harbour'
/** A laptop with other work to do shows the same story, more slowly. */
const stepWithinMs = 150_000
const words =
  'Add a REST endpoint to register vessel arrivals with IMO number, ETA and berth; list by date; migration and tests'
const arrival = { imoNumber: '9074729', eta: '2030-05-01T12:00:00.000Z', berth: 'B-12' }

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

async function tell({ edge, portal }: ThrowAwayInstance, telling: Telling): Promise<void> {
  const { story } = telling
  const people = await telling.step('nine practice people sign in', cast)
  await telling.step(`${service} serves, built from our template pack`, () => untilServing(edge, service))

  const passing = new Passing(people, { patienceMs: stepWithinMs })
  const asked = await telling.step(
    'an intent is stated and classified',
    () => submit(people.requester, { service, text: words }),
    ({ kind, tier }) => `${kind}, ${tier}`,
  )
  story.changeId = asked.changeId
  story.lineage = `${portal}/lineage/${encodeURIComponent(asked.changeId)}`
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

  await showEvidence(telling, people, asked.changeId)
}
