import { availableParallelism } from 'node:os'
import { type Diagnostic, diagnostic } from '#server/policy/toolchain/diagnostic.ts'
import { ownWorkplace, runOpa, type Workplace } from '#server/policy/toolchain/invoke.ts'
import { policyFolder } from '#server/policy/toolchain/sources.ts'

/** One small change to a rule, and whether a test noticed. */
export interface Mutant {
  /** What was done, such as "drop condition". */
  change: string
  path: string
  line: number
  column: number
  /** The text that was changed. */
  text: string
  /** `unbuildable`: the rules no longer compile, so it says nothing about the tests. */
  outcome: 'killed' | 'survived' | 'unbuildable'
  /** The test that noticed; empty unless killed. */
  by: string
}

export interface MutationReport {
  /** True when the score is at least the one asked. */
  ok: boolean
  /** Killed among those that compile, in percent; null when there are none. */
  scorePercent: number | null
  killed: number
  survived: number
  unbuildable: number
  mutants: Mutant[]
  /** What survived, at its place. */
  diagnostics: Diagnostic[]
}

/** Below it the tests do not hold the rules. */
const askedPercent = 90
/** All changes of this policy take minutes. */
const patienceMs = 45 * 60_000

/**
 * Changes the rules in one small way at a time and runs their tests: a change that no test notices is a line that nobody
 * holds. Shared among as many processes as there are cores.
 */
export async function policyMutate(
  place: Workplace = { ...ownWorkplace, timeoutMs: patienceMs },
): Promise<MutationReport> {
  const parts = availableParallelism()
  const runs = await Promise.all(
    Array.from({ length: parts }, (_, part) =>
      runOpa<{ mutants: Mutant[] }>({ command: 'mutate', sources: [policyFolder], part, parts }, place),
    ),
  )
  const mutants = runs.flatMap(({ answer }) => answer?.mutants ?? []).sort(byPlace)
  return judged(mutants, runs[0]?.diagnostics ?? [])
}

function judged(mutants: Mutant[], faults: readonly Diagnostic[]): MutationReport {
  const count = (outcome: Mutant['outcome']) => mutants.filter((mutant) => mutant.outcome === outcome).length
  const [killed, survived] = [count('killed'), count('survived')]
  const scorePercent = killed + survived > 0 ? (100 * killed) / (killed + survived) : null
  const survivors = mutants.filter(({ outcome }) => outcome === 'survived')
  return {
    ok: faults.length === 0 && scorePercent !== null && scorePercent >= askedPercent,
    scorePercent,
    killed,
    survived,
    unbuildable: count('unbuildable'),
    mutants,
    diagnostics: [...faults, ...survivors.map(told)],
  }
}

function told({ change, text, path, line, column }: Mutant): Diagnostic {
  return { ...diagnostic('survived', `no test notices: ${change} in ${text}`, path, line), column }
}

function byPlace(a: Mutant, b: Mutant): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1
  return a.line - b.line || a.column - b.column
}
