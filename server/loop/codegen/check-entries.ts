import type { Change, RiskTier } from '#server/loop/change/index.ts'
import { commitNamed, type EntryDraft } from '#server/loop/ledger/index.ts'
import type { CheckReport, CheckResult } from '#server/workspaces/schemas.ts'

/** One entry for each tool that looked at the commit, crashed ones too, and one for the components it is made of. */
export function checkEntries(change: Change, runId: string | null, commit: string, report: CheckReport): EntryDraft[] {
  const about = {
    changeId: change.id,
    runId,
    riskTier: change.tier as RiskTier,
    subjects: [commitNamed(commit)],
    materials: [],
  }
  return [
    ...report.results.map((result): EntryDraft => ({ ...about, kind: 'check', predicate: checked(commit, result) })),
    ...report.results
      .filter(({ name, completed }) => name === 'sbom' && completed)
      .map(
        (result): EntryDraft => ({
          ...about,
          kind: 'components',
          predicate: components(change.service, commit, report, result),
        }),
      ),
  ]
}

function checked(commit: string, result: CheckResult): Extract<EntryDraft, { kind: 'check' }>['predicate'] {
  return {
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
  }
}

/** CycloneDX: the whole list is the check's output, and kept under its digest. */
function components(
  service: string,
  commit: string,
  { startedAt, components: listed }: CheckReport,
  { outputSha256 }: CheckResult,
): Extract<EntryDraft, { kind: 'components' }>['predicate'] {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      timestamp: startedAt,
      component: { type: 'application', name: service, version: commit },
      properties: [{ name: 'dominion:components', value: String(listed.length) }],
    },
    externalReferences: [
      { type: 'bom', url: `urn:sha256:${outputSha256}`, hashes: [{ alg: 'SHA-256', content: outputSha256 }] },
    ],
  }
}

function coverageOf({ measures }: CheckResult): number | null {
  const percent = measures.linesCoveredPercent
  return percent === undefined ? null : percent / 100
}
