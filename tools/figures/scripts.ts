import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { atMost, type Figure, notMeasured } from '#bin/commands/bench/figure.ts'
import type { Stand } from './bounded.ts'
import { scriptBudgets, type WeighedPage } from './budgets.ts'
import { type Ground, onFreshPage } from './ground.ts'

const pages = (ground: Ground): readonly (readonly [page: WeighedPage, name: string, path: string])[] => [
  ['home', 'home, the shell in it', '/'],
  ['intents', 'intents', '/intents'],
  ['intent', 'intent', `/intents/${ground.waiting.changeId}`],
  ['inbox', 'inbox', '/inbox'],
  ['request', 'request', `/inbox/${ground.waiting.requestId}`],
  ['deployments', 'deployments', '/deployments'],
  ['lineage', 'lineage, before its worker', `/lineage/${ground.delivered}`],
  ['design', 'design, before its worker', `/designs/${ground.design}`],
]

/** Scripts have come once their number stands still this long. */
const quietMs = 2_000
const lookEveryMs = 250

/** What a browser that has nothing yet receives of scripts, compressed, until the page is whole. */
export async function weighScripts(ground: Ground, stand: Stand): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [page, name, path] of pages(ground)) {
    const { limit } = scriptBudgets[page]
    stand(`opening ${path}`)
    const promise = { name: `scripts of a first load, gzipped: ${name}`, unit: 'KB' } as const
    const bytes = await onFreshPage(ground, (fresh) => scriptBytes(fresh, path))
    if (bytes === null) figures.push(notMeasured({ ...promise, limit }, `there is no page at ${path}`))
    else figures.push(atMost(limit, { ...promise, value: Math.round(bytes / 100) / 10 }))
  }
  return figures
}

/** Null where there is no such page. */
async function scriptBytes(page: Page, path: string): Promise<number | null> {
  // A link in sight fetches its page ahead; that is another page's first load.
  await page.route(
    (url) => url.searchParams.has('_rsc'),
    (route) => route.abort(),
  )
  const answer = await page.goto(path, { waitUntil: 'load' })
  if (answer?.status() === 404) return null
  await page.getByRole('heading', { level: 1 }).waitFor()
  let scripts = await received(page)
  for (let since = performance.now(); performance.now() - since < quietMs; await pause(lookEveryMs)) {
    const now = await received(page)
    if (now.length > scripts.length) since = performance.now()
    scripts = now
  }
  if (scripts.some(({ packed, whole }) => packed === 0 || packed > whole)) throw new Error('a script came uncompressed')
  return scripts.reduce((sum, { packed }) => sum + packed, 0)
}

/** Scripts of the page itself: what a worker loads is in the worker's own list. */
function received(page: Page): Promise<{ name: string; packed: number; whole: number }[]> {
  return page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ name, initiatorType }) => /\.js($|\?)/.test(name) && ['script', 'link'].includes(initiatorType))
      .map((entry) => ({ name: entry.name, packed: entry.encodedBodySize, whole: entry.decodedBodySize })),
  )
}
