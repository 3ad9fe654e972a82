import { setTimeout as pause } from 'node:timers/promises'
import type { BrowserContext, Page } from '@playwright/test'
import { atMost, type Figure, quantile } from '#bin/commands/bench/figure.ts'
import type { Stand } from './bounded.ts'
import { type Ground, onFreshPage } from './ground.ts'

const limitMs = 2_500
const rounds = 3

/** "Slow 4G" as Chrome's own tools apply it: 562.5 ms before each answer, 1.44 Mbit/s down, 0.675 up; and a fourth of the processor. */
const slow4G = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 }
const slowedBy = 4

/** No larger paint for this long, after everything has loaded: it was the largest. */
const settledMs = 1_500

const busiest = (ground: Ground): readonly (readonly [name: string, path: string])[] => [
  ['home', '/'],
  ['intents', '/intents'],
  ['intent', `/intents/${ground.waiting.changeId}`],
  ['inbox', '/inbox'],
  ['request', `/inbox/${ground.waiting.requestId}`],
  ['deployments', '/deployments'],
  ['lineage', `/lineage/${ground.delivered}`],
]

/** The largest paint of the busiest pages, on a telephone's line and processor, with nothing kept from before. */
export async function timeFirstPaint(ground: Ground, stand: Stand): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [name, path] of busiest(ground)) {
    const times: number[] = []
    for (let round = 1; round <= rounds; round++) {
      stand(`opening ${path}, round ${round}`)
      times.push(await onFreshPage(ground, (page, context) => largestPaint(page, context, path)))
    }
    const value = Math.round(quantile(times, 0.5))
    figures.push(atMost(limitMs, { name: `largest paint on slow 4G: ${name}, median of ${rounds}`, value, unit: 'ms' }))
  }
  return figures
}

async function largestPaint(page: Page, context: BrowserContext, path: string): Promise<number> {
  await page.addInitScript(() => {
    const kept = globalThis as { largestPaint?: number }
    new PerformanceObserver((list) => {
      kept.largestPaint = list.getEntries().at(-1)?.startTime
    }).observe({ type: 'largest-contentful-paint', buffered: true })
  })
  const tools = await context.newCDPSession(page)
  await tools.send('Network.emulateNetworkConditions', slow4G)
  await tools.send('Emulation.setCPUThrottlingRate', { rate: slowedBy })
  await page.goto(path, { waitUntil: 'load' })
  for (let last = -1; ; await pause(settledMs)) {
    const now = await page.evaluate(() => (globalThis as { largestPaint?: number }).largestPaint ?? 0)
    if (now > 0 && now === last) return now
    last = now
  }
}
