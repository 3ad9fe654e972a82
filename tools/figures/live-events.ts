import type { Page } from '@playwright/test'
import { atMost, type Figure, quantile, told } from '#bin/commands/bench/figure.ts'
import { Passing } from '#bin/commands/demo/passing.ts'
import { readHappenings } from '#server/live/index.ts'
import { submit } from '#server/loop/intents/index.ts'
import type { Stand } from './bounded.ts'
import { type Ground, onFreshPage, service, stuckAfterMs } from './ground.ts'

const wishes = [
  'Filter berths by name',
  'Write a page docs/pilots.md titled Pilots: A pilot boards at the outer buoy.',
  'Let people look up a berth by id',
  'Write a page docs/tides.md titled Tides: The tide turns twice a day.',
]
/** Fewer say nothing about 95 of 100. */
const fewest = 15
const limitMs = 1_000

interface Kept {
  painted: Record<string, number>
}

/** From the moment something happens, as its row says, until the page of its change has painted it. */
export async function timeLiveEvents(ground: Ground, stand: Stand): Promise<Figure[]> {
  const times: number[] = []
  for (const text of wishes) {
    stand('stating an intent')
    const { changeId } = await submit(ground.people.requester, { service, text })
    times.push(...(await onFreshPage(ground, (page) => watch(ground, page, changeId, stand))))
  }
  if (times.length < fewest) throw new Error(`only ${times.length} events were seen to appear`)
  const name = `from an event to its paint, ${times.length} events`
  return [
    told({ name: `${name}, median`, value: quantile(times, 0.5), unit: 'ms' }),
    atMost(limitMs, { name: `${name}, 95 of 100`, value: quantile(times, 0.95), unit: 'ms' }),
  ]
}

async function watch({ people }: Ground, page: Page, changeId: string, stand: Stand): Promise<number[]> {
  stand(`opening the page of ${changeId}`)
  await page.goto(`/intents/${changeId}`)
  await page.getByText('Live', { exact: true }).first().waitFor()
  await page.evaluate(keepPaints)
  stand(`following ${changeId} to its approval`)
  await new Passing(people, { patienceMs: stuckAfterMs, signing: false }).into(changeId, 'approving')
  await page.locator('[data-cursor]').first().waitFor()
  await page.waitForTimeout(limitMs * 2)
  const painted = await page.evaluate(() => (globalThis as unknown as Kept).painted)
  const happenings = await readHappenings(people.auditor, { changeId })
  return happenings.flatMap(({ cursor, at }) => {
    const seen = painted[cursor]
    return seen === undefined ? [] : [seen - new Date(at).getTime()]
  })
}

/** Notes when each row of the story that is not there yet has been painted. */
function keepPaints(): void {
  const kept = globalThis as unknown as Kept
  kept.painted = {}
  const rows = () =>
    [...document.querySelectorAll<HTMLElement>('[data-cursor]')].map(({ dataset }) => dataset.cursor ?? '')
  const known = new Set(rows())
  new MutationObserver(() => {
    const fresh = rows().filter((cursor) => !known.has(cursor))
    const note = () => {
      for (const cursor of fresh) kept.painted[cursor] = Date.now()
    }
    for (const cursor of fresh) known.add(cursor)
    requestAnimationFrame(() => setTimeout(note))
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-cursor'] })
}
