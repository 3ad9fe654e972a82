import type { Diagnostic } from '#server/policy/toolchain/diagnostic.ts'
import { diagnostic } from '#server/policy/toolchain/diagnostic.ts'
import { ownWorkplace, runOpa, type Workplace } from '#server/policy/toolchain/invoke.ts'
import { policyFolder } from '#server/policy/toolchain/sources.ts'

export interface RegoTest {
  name: string
  passed: boolean
  path: string
  line: number
  /** What the test printed, and the failing cases of a table. */
  output: string
}

export interface TestReport {
  /** True when at least one test ran, all passed and, where coverage was asked, every line of every rule was reached. */
  ok: boolean
  tests: RegoTest[]
  passed: number
  failed: number
  /** Null when it was not asked. */
  coveragePercent: number | null
  /** Failing tests and uncovered lines among them. */
  diagnostics: Diagnostic[]
}

interface Answer {
  results: RegoTest[]
  coveredLines: number
  lines: number
  uncovered: Gap[]
}

interface Gap {
  path: string
  from: number
  to: number
}

/** Runs every Rego test, as `opa test policies/` does. Coverage is asked unless said otherwise; it takes three times as long. */
export async function policyTest(
  { coverage }: { coverage: boolean } = { coverage: true },
  place: Workplace = ownWorkplace,
): Promise<TestReport> {
  const { answer, diagnostics } = await runOpa<Answer>({ command: 'test', sources: [policyFolder], coverage }, place)
  if (answer === null) return { ok: false, tests: [], passed: 0, failed: 0, coveragePercent: null, diagnostics }
  const failures = answer.results.filter((test) => !test.passed)
  const found = [
    ...failures.map((test) => diagnostic('failed', `${test.name} failed\n${test.output}`.trim(), test.path, test.line)),
    ...merged(coverage ? answer.uncovered : []).map(({ path, from, to }) =>
      diagnostic('uncovered', `no test reaches lines ${from} to ${to}`, path, from),
    ),
  ]
  return {
    ok: answer.results.length > 0 && found.length === 0,
    tests: answer.results,
    passed: answer.results.length - failures.length,
    failed: failures.length,
    coveragePercent: coverage ? (100 * answer.coveredLines) / answer.lines : null,
    diagnostics: found,
  }
}

/** Gaps of one file that touch, as one. */
function merged(gaps: readonly Gap[]): Gap[] {
  const sorted = gaps.toSorted((a, b) => (a.path === b.path ? a.from - b.from : a.path < b.path ? -1 : 1))
  return sorted.reduce<Gap[]>((joined, gap) => {
    const last = joined.at(-1)
    if (last?.path !== gap.path || gap.from > last.to + 1) return [...joined, { ...gap }]
    last.to = Math.max(last.to, gap.to)
    return joined
  }, [])
}
