import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Stage } from './stages.ts'

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** How one stage ended. */
export interface Outcome {
  stage: Stage
  ok: boolean
  ms: number
  output: string
  counts: Counts
}

const Vitest = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numFailedTestSuites: z.number(),
})
const Playwright = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
})
const Rego = z.object({ passed: z.number(), failed: z.number() })

const readers: Readonly<Record<NonNullable<Stage['report']>, (report: unknown) => Counts>> = {
  vitest: (report) => {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = Vitest.parse(report)
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
  },
  playwright: (report) => {
    const { expected, unexpected, flaky, skipped } = Playwright.parse(report).stats
    return { passed: expected, failed: unexpected + flaky, skipped }
  },
  rego: (report) => ({ ...Rego.parse(report), skipped: 0 }),
}

/**
 * What a stage counts for. A program that failed without a failed test (a file that could not be loaded, a crash, no
 * report) counts as one failure; one without tests in it proves nothing and fails as well.
 */
export function countsOf(stage: Stage, ok: boolean, reportFile: string): Counts {
  const plain = { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
  if (!stage.report) return plain
  if (!existsSync(reportFile)) return { passed: 0, failed: 1, skipped: 0 }
  const counts = readers[stage.report](JSON.parse(readFileSync(reportFile, 'utf8')))
  const silent = (!ok && counts.failed === 0) || counts.passed + counts.failed === 0
  return silent ? { ...counts, failed: 1 } : counts
}

/** The closing line, which other programs read. */
export function closingLine(all: readonly Counts[]): string {
  const sum = (which: keyof Counts) => all.reduce((total, counts) => total + counts[which], 0)
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`
}
