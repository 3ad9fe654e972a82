import type { Browser, BrowserContext, Page } from '@playwright/test'
import { cast, type People } from '#bin/commands/demo/cast.ts'
import type { ThrowAwayInstance } from '#bin/commands/demo/instance.ts'
import { Passing } from '#bin/commands/demo/passing.ts'
import { untilServing } from '#bin/commands/demo/service.ts'
import { submit } from '#server/loop/intents/index.ts'
import { type Session, sessionOf } from '#tools/browser/session.ts'
import type { Stand } from './bounded.ts'
import { deliver, openQuestion } from './changes.ts'

export const service = 'harbour'
/** A change that stays in one state longer than this is stuck. */
export const stuckAfterMs = 240_000

/** What every measure stands on: one change delivered, one that waits for a lead, one whose design waits. */
export interface Ground {
  browser: Browser
  portal: string
  people: People
  lead: Session
  delivered: string
  waiting: { changeId: string; requestId: string }
  design: string
}

export async function prepare(browser: Browser, instance: ThrowAwayInstance, stand: Stand): Promise<Ground> {
  const { portal, edge } = instance
  stand('waiting until the service answers')
  await untilServing(edge, service, stuckAfterMs)
  const people = await cast()
  stand('signing in')
  const lead = await sessionOf(browser, portal, 'Lead')
  stand('delivering a change')
  const passing = new Passing(people, { patienceMs: stuckAfterMs })
  const delivered = await deliver(passing, service, 'Show how many berths there are')
  stand('bringing a change to its approval')
  const waiting = await untilAsked(people, 'Let people look up a berth by id', 'approving')
  stand('bringing a change to the review of its design')
  const { changeId: design } = await untilAsked(
    people,
    'Add a resource for pilot orders with vessel name and time',
    'designReview',
  )
  return { browser, portal, people, lead, delivered, waiting, design }
}

async function untilAsked(people: People, text: string, state: string) {
  const { changeId } = await submit(people.requester, { service, text })
  const unsigned = new Passing(people, { patienceMs: stuckAfterMs, signing: false })
  await unsigned.into(changeId, state)
  return { changeId, requestId: await openQuestion(people, changeId) }
}

/** A page in a browser that has kept nothing; closed again whatever happens. */
export async function onFreshPage<T>(
  ground: Ground,
  work: (page: Page, context: BrowserContext) => Promise<T>,
): Promise<T> {
  const context = await ground.browser.newContext({
    baseURL: ground.portal,
    storageState: ground.lead,
    viewport: { width: 1440, height: 900 },
    locale: 'en',
  })
  try {
    return await work(await context.newPage(), context)
  } finally {
    await context.close()
  }
}
