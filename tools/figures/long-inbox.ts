import { get } from 'node:http'
import type { Page } from '@playwright/test'
import { atMost, type Figure, quantile, told } from '#bin/commands/bench/figure.ts'
import type { Stand } from './bounded.ts'
import { type Ground, onFreshPage } from './ground.ts'
import { pressed, timeKeys } from './keys.ts'
import { seedInbox } from './seed-inbox.ts'

const open = 10_000
const rounds = 7
const firstRowsMs = 300
const keyMs = 50
const down = 40
const up = 20

/** Asks 10,000 questions, and reads the first of them as the server sends them. */
export async function readFirstRows(ground: Ground, stand: Stand): Promise<Figure[]> {
  stand(`asking ${open} questions`)
  await seedInbox(ground, open)
  stand('reading the first rows for the first time')
  await untilFirstRow(ground)
  const times: number[] = []
  for (let round = 1; round <= rounds; round++) {
    stand(`reading the first rows, round ${round}`)
    times.push(await untilFirstRow(ground))
  }
  const name = `inbox of ${open}, first rows at the server, median of ${rounds}`
  return [atMost(firstRowsMs, { name, value: Math.round(quantile(times, 0.5)), unit: 'ms' })]
}

/** The keys that move over the rows of that inbox. */
export async function moveOverRows(ground: Ground, stand: Stand): Promise<Figure[]> {
  const keys = await onFreshPage(ground, (page) => moveOver(page, stand))
  return [
    told({ name: `inbox of ${open}, j or k, median of ${keys.length}`, value: quantile(keys, 0.5), unit: 'ms' }),
    atMost(keyMs, { name: `inbox of ${open}, j or k, 95 of ${keys.length}`, value: quantile(keys, 0.95), unit: 'ms' }),
  ]
}

const row = /href="\/inbox\/[^"]/
/** Enough to find a row that two pieces share. */
const seamLength = 40

/** From the request until a row of the list has come. @throws when the page ends without one */
function untilFirstRow({ portal, lead }: Ground): Promise<number> {
  const cookie = lead.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const begun = performance.now()
  return new Promise((resolve, reject) => {
    const asked = get(`${portal}/inbox`, { headers: { cookie, accept: 'text/html' } }, (answer) => {
      let seam = ''
      answer.setEncoding('utf8')
      answer.on('data', (piece: string) => {
        const there = row.test(seam + piece)
        seam = piece.slice(-seamLength)
        if (!there) return
        resolve(performance.now() - begun)
        asked.destroy()
      })
      answer.on('end', () => reject(new Error(`/inbox answered ${answer.statusCode} without a row`)))
    })
    asked.on('error', reject)
  })
}

async function moveOver(page: Page, stand: Stand): Promise<number[]> {
  stand('opening the inbox')
  await page.goto('/inbox')
  await page.getByText('Live', { exact: true }).first().waitFor()
  await timeKeys(page)
  stand('moving with j')
  await pressed(page, ['j'])
  const from = await whereItStands(page)
  const times = await pressed(page, new Array<string>(down).fill('j'))
  stand('looking whether j moved')
  if ((await whereItStands(page)) === from) throw new Error('j did not move')
  stand('moving with k')
  return [...times, ...(await pressed(page, new Array<string>(up).fill('k')))]
}

/** What is selected, and what has the focus: one of them is a row. */
function whereItStands(page: Page): Promise<string> {
  return page.evaluate(() => {
    const marked = document.querySelectorAll('main [aria-selected="true"], main [aria-current="true"]')
    return [...marked, document.activeElement].map((each) => each?.outerHTML).join('\n')
  })
}
