import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { atMost, type Figure, quantile, told } from '#bin/commands/bench/figure.ts'
import { fillLedger } from '#server/loop/ledger/bench/index.ts'
import { readLineage } from '#server/loop/ledger/browse/index.ts'
import { ledgerHead } from '#server/loop/ledger/index.ts'
import { database } from '#server/platform/db/index.ts'
import { databaseUrl } from '#server/platform/postgres/index.ts'
import { ports } from '#server/ports/wired.ts'
import type { Stand } from './bounded.ts'
import { type Ground, onFreshPage } from './ground.ts'

const entries = 10_000
const rounds = 5
const limitMs = 1_500

/** From the first byte asked for until the drawing is painted, with the worker that lays it out. */
export async function paintLineage(ground: Ground, stand: Stand): Promise<Figure[]> {
  stand('reading the lineage')
  const { entries: own } = await readLineage(ground.people.auditor, { changeId: ground.delivered })
  const through = own.findLast(({ subjects }) => subjects.length > 0)?.subjects[0]
  if (!through) throw new Error('the change has no entry')
  stand(`writing ${entries} entries`)
  await fillLedger({ entries, through, url: databaseUrl('app'), signer: ports().signer })
  stand('waiting until they are in the tree')
  while (((await ledgerHead(database()))?.waiting ?? 1) > 0) await pause(100)
  const size = (await ledgerHead(database()))?.size ?? 0
  const times: number[] = []
  for (let round = 1; round <= rounds; round++) {
    stand(`opening the lineage, round ${round}`)
    times.push(await onFreshPage(ground, (page) => untilDrawn(page, ground.delivered)))
  }
  return [
    told({ name: 'entries in the ledger meanwhile', value: size, unit: 'count' }),
    atMost(limitMs, {
      name: `lineage at depth 2, opened to painted, median of ${rounds}`,
      value: Math.round(quantile(times, 0.5)),
      unit: 'ms',
    }),
  ]
}

interface Kept {
  drawnAt?: number
}

async function untilDrawn(page: Page, changeId: string): Promise<number> {
  await page.addInitScript(() => {
    const look = () => {
      const node = document.querySelector<HTMLElement>('.react-flow__node')
      const drawn = node !== null && getComputedStyle(node).visibility === 'visible' && node.offsetWidth > 0
      if (!drawn) return void requestAnimationFrame(look)
      setTimeout(() => {
        ;(globalThis as Kept).drawnAt ??= performance.now()
      })
    }
    requestAnimationFrame(look)
  })
  await page.goto(`/lineage/${changeId}?depth=2`)
  const drawn = await page.waitForFunction(() => (globalThis as Kept).drawnAt ?? null)
  return (await drawn.jsonValue()) ?? Number.POSITIVE_INFINITY
}
