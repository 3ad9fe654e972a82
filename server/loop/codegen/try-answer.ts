import { applyOperations, checkFolder } from '#server/workspaces/index.ts'
import type { CheckReport, CheckResult, CodeAnswer } from '#server/workspaces/schemas.ts'
import type { Outside, Worktree, Writing } from './writing.ts'

/** What stands in the way of a commit, as people and a model that repairs are told. */
export interface Finding {
  check: string
  rule: string | null
  message: string
  path: string | null
  line: number | null
}

export type Tried =
  | { kind: 'sound'; report: CheckReport; paths: readonly string[] }
  | { kind: 'editsRefused'; reason: string; findings: readonly Finding[]; paths: readonly string[] }
  | {
      kind: 'checksFailed'
      reason: string
      report: CheckReport
      findings: readonly Finding[]
      paths: readonly string[]
    }

/** A model is told so many findings of each check: the first ones show the cause. */
const toldEach = 20

/** Makes one answer's edits in the worktree, all or none, and looks at the whole with every check. */
export async function tryAnswer(
  writing: Writing,
  { folder }: Worktree,
  answer: CodeAnswer,
  { ports, permit, signal }: Outside,
): Promise<Tried> {
  const applied = await applyOperations(folder, answer.operations)
  if (!applied.applied) {
    const findings = applied.refusals.map(({ path, reason, sentence }) => refusedEdit(path, reason, sentence))
    return { kind: 'editsRefused', reason: `${findings[0]?.path}: ${findings[0]?.message}`, findings, paths: [] }
  }
  permit.assert(writing)
  const paths = [...applied.written, ...applied.deleted]
  const report = await checkFolder(ports, { service: writing.change.service, folder, treeId: null }, signal)
  const failing = report.results.filter(({ completed, passed }) => !completed || !passed)
  const [first] = failing
  if (!first) return { kind: 'sound', report, paths }
  return { kind: 'checksFailed', reason: reasonOf(first), report, findings: failing.flatMap(findingsOf), paths }
}

const refusedEdit = (path: string, rule: string, message: string): Finding => ({
  check: 'edits',
  rule,
  message,
  path,
  line: null,
})

function findingsOf(result: CheckResult): Finding[] {
  const found = result.findings.slice(0, toldEach).map((finding) => ({ check: result.name, ...finding }))
  return found.length > 0
    ? found
    : [{ check: result.name, rule: null, message: reasonOf(result), path: null, line: null }]
}

function reasonOf({ name, completed, findings }: CheckResult): string {
  const first = findings[0]
  if (!completed) return `${name} did not complete. ${first?.message ?? ''}`.trim()
  const place = first?.path ? ` at ${first.path}:${first.line ?? 1}` : ''
  return `${name} failed${place}: ${first?.message ?? 'see the report'}`
}
