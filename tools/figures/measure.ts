import { type Figure, notMeasured } from '#bin/commands/bench/figure.ts'
import { throwAwayInstance } from '#bin/commands/demo/instance.ts'
import { wireHere } from '#bin/commands/instance.ts'
import { database } from '#server/platform/db/index.ts'
import { openBrowser } from '#tools/browser/open.ts'
import { bounded, type Stand } from './bounded.ts'
import { timeFirstPaint } from './first-paint.ts'
import { type Ground, prepare } from './ground.ts'
import { paintLineage } from './large-lineage.ts'
import { timeLiveEvents } from './live-events.ts'
import { scrollLongDiff } from './long-diff.ts'
import { moveOverRows, readFirstRows } from './long-inbox.ts'
import { weighScripts } from './scripts.ts'

interface Measure {
  /** The promise, for the line that says why it could not be put to the test. */
  name: string
  unit: Figure['unit']
  limit: number
  withinMs: number
  take: (ground: Ground, stand: Stand) => Promise<Figure[]>
}

/** In this order: what fills the database comes after what it would slow down. */
const measures: readonly Measure[] = [
  { name: 'scripts of a first load', unit: 'KB', limit: 240, withinMs: 180_000, take: weighScripts },
  { name: 'largest paint on slow 4G', unit: 'ms', limit: 2_500, withinMs: 600_000, take: timeFirstPaint },
  { name: 'from an event to its paint', unit: 'ms', limit: 1_000, withinMs: 600_000, take: timeLiveEvents },
  { name: 'scrolling a diff of 10,000 lines', unit: 'ms', limit: 100, withinMs: 240_000, take: scrollLongDiff },
  { name: 'lineage at depth 2', unit: 'ms', limit: 1_500, withinMs: 240_000, take: paintLineage },
  { name: 'inbox of 10,000, first rows', unit: 'ms', limit: 300, withinMs: 240_000, take: readFirstRows },
  { name: 'inbox of 10,000, j or k', unit: 'ms', limit: 50, withinMs: 120_000, take: moveOverRows },
]

/** Starting builds the portal when its sources changed. */
const startWithinMs = 600_000
const groundWithinMs = 900_000

/** Every figure of the pages; each measure ends in time, and one that fails says where it stood and leaves the others. */
export async function measureInBrowser(): Promise<Figure[]> {
  // Unpacking a browser borrows the temporary folder's name, so the instance comes after it.
  const browser = await openBrowser()
  try {
    const instance = await bounded(startWithinMs, () => throwAwayInstance({ portal: true }))
    try {
      wireHere()
      const ground = await bounded(groundWithinMs, (stand) => prepare(browser, instance, stand))
      const figures: Figure[] = []
      for (const measure of measures) figures.push(...(await taken(measure, ground)))
      return figures
    } finally {
      await database().$disconnect()
      await instance.stop()
    }
  } finally {
    await browser.close()
  }
}

async function taken({ withinMs, take, ...promise }: Measure, ground: Ground): Promise<Figure[]> {
  try {
    return await bounded(withinMs, (stand) => take(ground, stand))
  } catch (error) {
    return [notMeasured(promise, (error as Error).message)]
  } finally {
    // What a measure that was given up left open would slow the next.
    await Promise.all(ground.browser.contexts().map((context) => context.close()))
  }
}
