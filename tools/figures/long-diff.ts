import type { Page } from '@playwright/test'
import { atMost, type Figure, quantile } from '#bin/commands/bench/figure.ts'
import { pushByHand } from '#bin/commands/demo/person-commit.ts'
import { submitCommit } from '#server/loop/autonomy/human-made/index.ts'
import { repositoryOf } from '#server/workspaces/index.ts'
import type { Stand } from './bounded.ts'
import { type Ground, onFreshPage, service } from './ground.ts'
import { pressed, timeKeys } from './keys.ts'

const lines = 10_000
const rounds = 3
const presses = 45
const limitMs = 100
const path = 'docs/harbour-log.md'
const shownWithinMs = 20_000

const lineOf = (number: number) => `Watch ${String(number).padStart(5, '0')}: nothing to report.`

/** The slowest of the keys that page through a diff: with fewer than 50 of them that is what INP is. */
export async function scrollLongDiff(ground: Ground, stand: Stand): Promise<Figure[]> {
  stand('committing a file of 10,000 lines')
  const text = Array.from({ length: lines }, (_, at) => `${lineOf(at + 1)}\n`).join('')
  const branch = 'people/harbour-log'
  const edits = { [path]: () => text }
  await pushByHand({ repository: repositoryOf(service), branch, message: 'Keep the log', edits })
  const words = `Write a page ${path} with the log of the harbour`
  const { changeId } = await submitCommit(ground.people.requester, { service, branch, text: words })
  const slowest: number[] = []
  for (let round = 1; round <= rounds; round++) {
    stand(`opening the diff, round ${round}`)
    slowest.push(await onFreshPage(ground, (page) => slowestKey(page, changeId, stand)))
  }
  const name = `interaction to next paint while a diff of ${lines} lines scrolls, median of ${rounds}`
  return [atMost(limitMs, { name, value: quantile(slowest, 0.5), unit: 'ms' })]
}

async function slowestKey(page: Page, changeId: string, stand: Stand): Promise<number> {
  await page.goto(`/intents/${changeId}?view=diff`)
  const main = page.getByRole('main')
  const closed = main.locator('button[aria-expanded="false"], details:not([open]) > summary')
  const folded = closed.filter({ hasText: path }).first()
  const first = main.getByText(lineOf(1)).first()
  stand('looking for the first line of the diff at ?view=diff')
  await first.or(folded).first().waitFor({ timeout: shownWithinMs })
  if (await folded.isVisible()) await folded.click()
  await first.waitFor({ timeout: shownWithinMs })
  stand('paging through the diff')
  await first.click()
  await timeKeys(page)
  const times = await pressed(page, new Array<string>(presses).fill('PageDown'))
  stand('looking whether the diff moved')
  if ((await first.isVisible()) && (await first.evaluate(inSight))) throw new Error('it did not move')
  stand(`looking for line ${lines}`)
  const last = main.getByText(lineOf(lines)).first()
  for (let press = 0; press < 10 && !(await last.isVisible()); press++) {
    await page.keyboard.press('End')
    await page.waitForTimeout(500)
  }
  if (!(await last.isVisible())) throw new Error('the page does not reach it')
  return Math.max(...times)
}

function inSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > 0 && top < innerHeight
}
