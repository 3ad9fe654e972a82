import type { CheckReport } from '#server/workspaces/schemas.ts'

export interface ConfidenceEvidence {
  report: CheckReport
  /** Which try this is; the first is 1. */
  runNumber: number
  /** Requests that failed before the one that answered. */
  failedAttempts: number
  /** How often the code had to be mended before its checks passed. */
  repairs: number
  filesChanged: number
  /** What the model says of itself, when it says anything: it can lower the score, never raise it. */
  selfReported: number | null
}

/**
 * How sure we may be of code that a model wrote, 0 to 1, from evidence rather than from the model's word. A table, until
 * there are enough outcomes to fit a curve to: every step makes it smaller.
 */
export const confidenceTable = {
  /** Every check passed, the workspace's own tests among them. */
  soundAtFirst: 0.85,
  perEarlierRun: 0.1,
  perFailedAttempt: 0.03,
  perRepair: 0.07,
  lowCoverage: { belowPercent: 90, costs: 0.05 },
  manyFiles: { above: 25, costs: 0.1 },
} as const

export function confidenceFrom(evidence: ConfidenceEvidence): number {
  const { report, runNumber, failedAttempts, repairs, filesChanged, selfReported } = evidence
  if (!report.results.every(({ completed, passed }) => completed && passed)) return 0
  const { soundAtFirst, perEarlierRun, perFailedAttempt, perRepair, lowCoverage, manyFiles } = confidenceTable
  const covered = report.results.find(({ name }) => name === 'tests')?.measures.linesCoveredPercent ?? 0
  const score =
    soundAtFirst -
    perEarlierRun * (runNumber - 1) -
    perFailedAttempt * failedAttempts -
    perRepair * repairs -
    (covered < lowCoverage.belowPercent ? lowCoverage.costs : 0) -
    (filesChanged > manyFiles.above ? manyFiles.costs : 0)
  return Math.max(0, Math.min(score, selfReported ?? 1))
}
