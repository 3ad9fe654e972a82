import type { People } from '#bin/commands/demo/cast.ts'
import { failOnLiveTraffic } from '#bin/commands/demo/failing-change.ts'
import { Passing } from '#bin/commands/demo/passing.ts'
import { pushByHand } from '#bin/commands/demo/person-commit.ts'
import { moveClock } from '#server/clock/index.ts'
import { submitCommit } from '#server/loop/autonomy/human-made/index.ts'
import { readChange } from '#server/loop/autonomy/overview/index.ts'
import { submit } from '#server/loop/intents/index.ts'
import { listEntries } from '#server/loop/ledger/browse/index.ts'
import { repositoryOf } from '#server/workspaces/index.ts'
import { deliver, openQuestion } from '#tools/figures/changes.ts'

/** What the pictures are of: the ids of one story, always told in the same order. */
export interface Story {
  delivered: string
  documented: string
  rolledBack: string
  rollout: string
  denied: string
  decision: string
  designed: string
  designRequest: string
  waiting: string
  request: string
  entry: string
}

const service = 'harbour'
/** A change that stays in one state longer than this has failed the story. */
const patienceMs = 300_000

const arrivals =
  'Add a REST endpoint to register vessel arrivals with IMO number, ETA and berth; list by date; migration and tests'
const orders = 'Add a resource for pilot orders with vessel name, boarding time and remarks; list them newest first'
const opening = 'Write a page docs/opening.md titled Opening hours: The gate opens at seven and closes at nine.'

type Say = (line: string) => void

/** One change of each tier and each ending: delivered, taken back, denied, waiting for people. */
export async function tellStory(people: People, say: Say): Promise<Story> {
  const passing = new Passing(people, { patienceMs })
  const unsigned = new Passing(people, { patienceMs, signing: false })
  say('a High change is delivered')
  const delivered = await deliver(passing, service, arrivals)
  say('a Low change is delivered')
  const documented = await deliver(passing, service, opening)
  say('a change takes itself back')
  const { changeId: rolledBack } = await failOnLiveTraffic({ people, passing, service })
  say('a change is denied')
  const denied = await plantSecret(people)
  await unsigned.into(denied, 'denied')
  say('a design waits for its review')
  const { changeId: designed } = await submit(people.requester, { service, text: orders })
  await unsigned.into(designed, 'designReview')
  say('a change waits for a lead')
  const { changeId: waiting } = await submit(people.requester, { service, text: 'Let people look up a berth by id' })
  await unsigned.into(waiting, 'approving')
  // Everything that waits is due within a day, however long the story took to tell.
  await moveClock(people.admin, { byMs: 600_000 })
  const taken = await readChange(people.auditor, { changeId: rolledBack })
  const refused = await readChange(people.auditor, { changeId: denied })
  const { entries } = await listEntries(people.auditor, { kind: 'approval' })
  return {
    ...{ delivered, documented, rolledBack, denied, designed, waiting },
    designRequest: await openQuestion(people, designed),
    request: await openQuestion(people, waiting),
    rollout: named('a rollout', taken.rollouts.at(-1)?.id),
    decision: named('a verdict', refused.verdicts.at(-1)?.id),
    entry: named('an entry of an approval', entries.find(({ changeId }) => changeId === delivered)?.entryId),
  }
}

function named(what: string, id: string | undefined): string {
  if (!id) throw new Error(`the story has not ${what}`)
  return id
}

/** Looks like an AWS key, and opens nothing. Put together here, so that no scan takes it for one. */
const key = ['AKIA', 'DOMINION', '2PICTURE'].join('')

async function plantSecret({ requester }: People): Promise<string> {
  const branch = 'people/mail'
  const text = `// Where mail goes.\nexport const account = '${key}'\n`
  const edits = { 'server/mail.ts': () => text }
  await pushByHand({ repository: repositoryOf(service), branch, message: 'Send mail', edits })
  const { changeId } = await submitCommit(requester, { service, branch, text: 'Send mail from the API' })
  return changeId
}
