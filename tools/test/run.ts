import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { spawnHeld } from '#server/start/child.ts'
import { closingLine, countsOf, type Outcome } from './outcome.ts'
import { runInOrder } from './schedule.ts'
import { chosen, type Stage, stages, testBuild } from './stages.ts'

export interface TestRun {
  root: string
  /** Stages to run; all of them when empty. */
  only: readonly string[]
  installMs: number
  say: (line: string) => void
}

/** A full run keeps two stages busy: that is what the smallest machine has processors for. */
const width = 2

/** Of a failed stage's output, this many last lines are printed. */
const printedLines = 250

const seconds = (ms: number) => `${(ms / 1000).toFixed(1).padStart(6)} s`

/** Nothing of a person's instance may leak into the tests: neither its data folder nor its keys. */
const forgotten =
  /^(DOMINION_|LEDGER_(ANCHOR|TSA)_|DATABASE_URL$|SERVICES_DATABASE_URL$|REDIS_URL$|ANTHROPIC_|PORT$|EDGE_PORT$|CLOCK$)/

function environmentFor(stage: Stage, reports: string): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(([name]) => !forgotten.test(name))
  const report = join(reports, `${stage.name}.json`)
  const reporters = { TEST_REPORT: report, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  return { ...Object.fromEntries(kept), NODE_ENV: 'test', NO_COLOR: '1', DOMINION_BUILD: testBuild, ...reporters }
}

async function runStage(run: TestRun, stage: Stage, reports: string): Promise<Outcome> {
  const startedAt = performance.now()
  const report = join(reports, `${stage.name}.json`)
  const output = stage.report === 'vitest' ? [`--outputFile.json=${report}`] : []
  const child = spawnHeld({
    arguments: [...stage.command, ...output],
    environment: environmentFor(stage, reports),
    folder: run.root,
    errors: 'pipe',
  })
  if (!child.stdout || !child.stderr) throw new Error(`${stage.name} has no output`)
  const [code, said, warned] = await Promise.all([
    once(child, 'exit') as Promise<[number | null]>,
    text(child.stdout),
    text(child.stderr),
  ])
  const ok = code[0] === 0
  const ms = performance.now() - startedAt
  run.say(`${ok ? 'passed' : 'FAILED'}  ${stage.name} (${seconds(ms).trim()})`)
  return { stage, ok, ms, output: `${said}${warned}`, counts: countsOf(stage, ok, report) }
}

/** What a stage did not run for want of a program, told even when it passed. */
const leftOut = (output: string) => new Set(output.match(/^NOT RUN: .*$/gm) ?? [])

function print(outcomes: readonly Outcome[], installMs: number): void {
  for (const { stage, output } of outcomes.filter(({ ok }) => !ok))
    process.stdout.write(
      `\n── ${stage.name} ${'─'.repeat(60)}\n${output.trim().split('\n').slice(-printedLines).join('\n')}\n`,
    )
  process.stdout.write(`\n${'install'.padEnd(12)} ${seconds(installMs)}\n`)
  for (const { stage, ok, ms, counts, output } of outcomes) {
    const sum = stage.report ? `  ${closingLine([counts])}` : ''
    process.stdout.write(`${stage.name.padEnd(12)} ${seconds(ms)}  ${ok ? 'passed' : 'FAILED'}${sum}\n`)
    for (const line of leftOut(output)) process.stdout.write(`${' '.repeat(13)}${line}\n`)
  }
}

/**
 * Runs the stages, prints what failed and what each took, and ends with the closing line.
 * @returns the exit code
 */
export async function runTests(run: TestRun): Promise<number> {
  const selected = chosen(run.only)
  const reports = mkdtempSync(join(tmpdir(), 'codex-dominion-reports-'))
  try {
    const outcomes = await runInOrder(selected, width, (stage) => runStage(run, stage, reports))
    print(outcomes, run.installMs)
    const left = run.only.length > 0 ? [] : stages.filter(({ onlyNamed }) => onlyNamed)
    for (const { name, onlyNamed } of left) process.stdout.write(`${name.padEnd(12)}          skipped: ${onlyNamed}\n`)
    const others = [
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 0, failed: 0, skipped: left.length },
    ]
    process.stdout.write(`\n${closingLine([...others, ...outcomes.map(({ counts }) => counts)])}\n`)
    return outcomes.every(({ ok, counts }) => ok && counts.failed === 0) ? 0 : 1
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
}
