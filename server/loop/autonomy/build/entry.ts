import type { Change, RiskTier } from '#server/loop/change/index.ts'
import { commitNamed, type EntryDraft } from '#server/loop/ledger/index.ts'
import type { ArtifactDescription } from '#server/ports/artifacts.ts'

/** SLSA provenance v1: which commit became which artifact, where and when. */
export function buildEntry(
  change: Change,
  build: {
    buildId: string
    startedAt: string
    finishedAt: string
    artifact: ArtifactDescription
    lockfileSha256: string
  },
): EntryDraft {
  const { artifact, buildId, startedAt, finishedAt, lockfileSha256 } = build
  const commit = change.headCommit ?? ''
  return {
    kind: 'build',
    changeId: change.id,
    runId: null,
    riskTier: change.tier as RiskTier,
    subjects: [{ name: `${change.service} artifact`, sha256: artifact.digest.slice('sha256:'.length) }],
    materials: [commitNamed(commit)],
    predicate: {
      buildDefinition: {
        buildType: 'https://codex-dominion.dev/build/sandboxed/v1',
        externalParameters: { service: change.service, commit },
        resolvedDependencies: [
          { uri: `git:${change.service}`, digest: { gitCommit: commit } },
          { name: 'package-lock.json', digest: { sha256: lockfileSha256 } },
        ],
      },
      runDetails: {
        builder: { id: 'https://codex-dominion.dev/builder/bubblewrap' },
        metadata: { invocationId: buildId, startedOn: startedAt, finishedOn: finishedAt },
      },
    },
  }
}
