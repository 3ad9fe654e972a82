import type { Change, RiskTier } from '#server/loop/change/index.ts'
import { commitNamed, type EntryDraft, type EntryView } from '#server/loop/ledger/index.ts'

/**
 * SLSA Verification Summary of a revision that became the tip of its branch. The level is the one that a repository on a disk
 * of this machine can have: level 2 and 3 speak of a host whose history its owner cannot rewrite. What was shown of this very
 * revision stands beside it, as properties of our own; what was not shown is not there.
 */
export function sourceLevelEntry(change: Change, entries: readonly EntryView[], at: Date): EntryDraft {
  const commit = change.headCommit ?? ''
  const shown = shownOf(change, commit, entries)
  return {
    kind: 'source-level',
    changeId: change.id,
    runId: null,
    riskTier: change.tier as RiskTier,
    subjects: [commitNamed(commit)],
    materials: shown.map(({ entry }) => ({ name: entry.kind, sha256: entry.leafSha256 })),
    predicate: {
      verifier: { id: 'https://codex-dominion.dev/source/v1' },
      timeVerified: at.toISOString(),
      resourceUri: `git:${change.service}`,
      policy: { uri: 'https://codex-dominion.dev/source-level/v1' },
      verificationResult: 'PASSED',
      verifiedLevels: ['SLSA_SOURCE_LEVEL_1', ...new Set(shown.flatMap(({ properties }) => properties))],
      slsaVersion: '1.2',
    },
  }
}

interface Shown {
  entry: EntryView
  properties: readonly string[]
}

function shownOf(change: Change, commit: string, entries: readonly EntryView[]): Shown[] {
  const about = (entry: EntryView) => entry.subjects.some(({ gitCommit }) => gitCommit === commit)
  const allowed = entries.findLast((entry) => entry.kind === 'verification' && about(entry))
  const tests = entries.findLast((entry) => entry.kind === 'check' && about(entry) && isPassedTest(entry))
  const approvals = entries.filter((entry) => isReview(entry, change.evidenceDigest))
  const people = new Set(approvals.map(({ header }) => header.actor.ref))
  const reviewed = people.size > 1 ? ['ORG_SOURCE_REVIEWED', 'ORG_SOURCE_TWO_PERSON_REVIEWED'] : ['ORG_SOURCE_REVIEWED']
  return [
    ...(allowed ? [{ entry: allowed, properties: ['ORG_SOURCE_POLICY_ALLOWED'] }] : []),
    ...(tests ? [{ entry: tests, properties: ['ORG_SOURCE_TESTED'] }] : []),
    ...approvals.map((entry) => ({ entry, properties: reviewed })),
  ]
}

function isPassedTest({ predicate }: EntryView): boolean {
  const { result, dominion_check: check } = predicate as { result?: string; dominion_check?: { name?: string } }
  return result === 'PASSED' && check?.name === 'tests'
}

/** A person's yes to exactly the evidence that was released. */
function isReview({ kind, header, predicate }: EntryView, evidence: string | null): boolean {
  const { decision, purpose, evidenceSha256 } = predicate
  const yes = kind === 'approval' && decision === 'approved' && purpose === 'release'
  return yes && header.actor.kind === 'person' && evidence !== null && evidenceSha256 === evidence
}
