import { join } from 'node:path'
import * as z from 'zod/mini'
import { Interrupted } from '#server/ports/interrupted.ts'
import type { SandboxResult } from '#server/ports/sandbox.ts'
import { copyTree } from '../copies.ts'
import { runInside, toolOf } from '../inside.ts'
import { readInside } from '../read-inside.ts'
import type { CheckFinding } from '../schemas.ts'
import { type Checking, finding, incomplete, type Ran, type Reading, relativePath, resultOf, tail } from './result.ts'

/** Where a test run leaves its reports, from the workspace's root. */
const reports = { tests: '.dominion/tests.json', coverage: '.dominion/coverage/coverage-summary.json' } as const

const Assertion = z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()) })
const TestReport = z.object({
  numTotalTests: z.number(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.optional(z.string()),
      assertionResults: z.array(Assertion),
    }),
  ),
})
const Coverage = z.object({ total: z.object({ lines: z.object({ pct: z.number() }) }) })

/** The workspace's tests, with an empty database of their own where the service has one. */
export async function checkTests({
  tools,
  prepared,
  copy,
  scratch,
  signal,
}: Checking & { scratch: string }): Promise<Ran> {
  const argv = prepared.manifest.commands.tests
  await copyTree(prepared.folder, copy)
  const ran = await withDatabase({ tools, prepared, scratch }, async ({ intact, ...database }) => {
    const ended = await runInside(tools, prepared, { argv, copy, ...database }, signal)
    if (ended.exitCode !== 0 && !(await intact()))
      throw new Interrupted('The database server was restarted while the tests ran.')
    return ended
  })
  const [tests, coverage] = [await readInside(copy, reports.tests), await readInside(copy, reports.coverage)]
  return resultOf('tests', await toolOf(prepared, argv), ran, read(ran, tests, coverage))
}

type Given = Pick<Parameters<typeof runInside>[2], 'binds' | 'environment'> & { intact(): Promise<boolean> }

async function withDatabase<T>(
  { tools, prepared, scratch }: Pick<Checking, 'tools' | 'prepared'> & { scratch: string },
  work: (given: Given) => Promise<T>,
): Promise<T> {
  if (!prepared.manifest.needsDatabase) return work({ intact: async () => true })
  const grant = await tools.databases.temporary(`tests ${prepared.manifest.service}`)
  const folder = join(scratch, 'database')
  const socket = await tools.databases.openSocket(grant, folder)
  try {
    return await work({
      intact: grant.intact,
      binds: [{ source: folder, target: '/run/database', writable: false }],
      environment: {
        PGHOST: '/run/database',
        PGPORT: '5432',
        PGDATABASE: grant.database,
        PGUSER: grant.role,
        PGPASSWORD: grant.password,
      },
    })
  } finally {
    await socket.close()
    await grant.dispose()
  }
}

function read(ran: SandboxResult, testText: string | null, coverageText: string | null): Reading {
  if (ran.outcome !== 'exited') return incomplete(ran, 'The tests did not end by themselves')
  const report = z.safeParse(TestReport, parse(testText))
  if (!report.success) return readPlain(ran)
  const { data } = report
  if (data.numTotalTests === 0 && data.testResults.length === 0) return incomplete(ran, 'No test was found')
  const coverage = z.safeParse(Coverage, parse(coverageText))
  const failures = data.testResults.flatMap(failuresOf)
  const passed = ran.exitCode === 0 && data.success && data.numTotalTests > 0
  const findings = passed || failures.length > 0 ? failures : [finding('tests.exit', complaints(ran))]
  const measures = {
    testsPassed: data.numPassedTests,
    testsFailed: data.numFailedTests,
    ...(coverage.success && { linesCoveredPercent: coverage.data.total.lines.pct }),
  }
  return { completed: true, passed, findings, measures }
}

function failuresOf(file: z.infer<typeof TestReport>['testResults'][number]): CheckFinding[] {
  const path = relativePath(file.name)
  const failed = file.assertionResults.filter((test) => test.status === 'failed')
  if (failed.length === 0 && file.status === 'failed')
    return [finding('tests.file', file.message ?? 'The file could not be run.', path)]
  return failed.map((test) => {
    const message = test.failureMessages[0] ?? ''
    const place = message.split('\n').find((line) => line.includes(path))
    const line = Number(/:(\d+):\d+\)?$/.exec(place?.trim() ?? '')?.[1] ?? 0)
    return finding('tests.failed', `${test.fullName}: ${message.split('\n')[0]}`, path, line || null)
  })
}

/** Everything passed and yet the run failed: coverage below its threshold, or an error outside any test. */
function complaints(ran: SandboxResult): string {
  const lines = `${ran.stderr}\n${ran.stdout}`
    .split('\n')
    .filter((line) => /ERROR:|threshold|Unhandled|Error:/.test(line))
  return lines.length > 0 ? lines.slice(0, 5).join(' ') : tail(ran)
}

/** Node's own test runner, by the totals at the end of its output. */
function readPlain(ran: SandboxResult): Reading {
  const count = (name: string) =>
    Number(new RegExp(`^(?:#|ℹ) ${name} (\\d+)$`, 'm').exec(ran.stdout)?.[1] ?? Number.NaN)
  const [total, testsPassed, testsFailed] = [count('tests'), count('pass'), count('fail')]
  if (!(total > 0)) return incomplete(ran, 'There is no report of a test')
  const passed = ran.exitCode === 0 && testsFailed === 0
  const findings = passed ? [] : [finding('tests.failed', tail(ran))]
  return { completed: true, passed, findings, measures: { testsPassed, testsFailed } }
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
