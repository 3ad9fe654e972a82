import type { Change, RiskTier } from '#server/loop/change/index.ts'
import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { sha256 } from '#server/platform/digest.ts'
import type { CheckReport, CheckResult } from '#server/workspaces/schemas.ts'

/** One entry for each tool that looked at the commit, crashed ones too. */
export function checkEntries(change: Change, runId: string | null, commit: string, report: CheckReport): EntryDraft[] {
  return report.results.map((result) => ({
    kind: 'check',
    changeId: change.id,
    runId,
    riskTier: change.tier as RiskTier,
    subjects: [{ name: `commit:${commit}`, sha256: sha256(commit) }],
    materials: [],
    predicate: {
      result: result.completed && result.passed ? 'PASSED' : 'FAILED',
      configuration: [{ name: `${result.tool}@${result.toolVersion}` }],
      dominion_check: {
        name: result.name,
        commit,
        durationMs: result.durationMs,
        coverage: coverageOf(result),
        findings: result.findings.length,
        reportSha256: result.outputSha256,
      },
    },
  }))
}

function coverageOf({ measures }: CheckResult): number | null {
  const percent = measures.linesCoveredPercent
  return percent === undefined ? null : percent / 100
}
