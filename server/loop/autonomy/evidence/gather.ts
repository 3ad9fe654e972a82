import type { Act } from '#server/governed.ts'
import type { Change, RiskTier } from '#server/loop/change/index.ts'
import { type EntryDraft, entriesOfChange } from '#server/loop/ledger/index.ts'
import type { EvidenceManifest } from '#server/loop/ledger/schemas.ts'
import { digestOf } from '#server/platform/digest.ts'
import { insertEvidence } from './store.ts'

/**
 * Seals what approvers are asked about: every entry of the change so far and the digests of commit and artifact. The
 * bundle's digest is the sha256 of this manifest's canonical form; whatever moves afterwards makes another digest.
 */
export async function gatherEvidence(act: Act, change: Change): Promise<{ digest: string; entry: EntryDraft }> {
  const entries = await entriesOfChange(act.tx, change.id)
  const manifest: EvidenceManifest = {
    format: 'https://codex-dominion.dev/evidence-manifest/v1',
    changeId: change.id,
    entries: entries.map(({ entryId, kind, leafSha256 }) => ({ entryId, kind, leafSha256 })),
    artifacts: artifactsOf(change),
  }
  const digest = digestOf(manifest)
  await insertEvidence(act.tx, { digest, changeId: change.id, content: manifest })
  return { digest, entry: evidenceEntry(change, digest, manifest) }
}

function artifactsOf({ artifactDigest, headCommit, baseCommit }: Change): EvidenceManifest['artifacts'] {
  const commit = (name: string, id: string | null) => (id ? [{ name: `${name}:${id}`, sha256: digestOf(id) }] : [])
  const artifact = artifactDigest ? [{ name: 'artifact', sha256: artifactDigest.slice('sha256:'.length) }] : []
  return [...artifact, ...commit('head', headCommit), ...commit('base', baseCommit)]
}

function evidenceEntry(change: Change, digest: string, manifest: EvidenceManifest): EntryDraft {
  return {
    kind: 'evidence',
    changeId: change.id,
    runId: null,
    riskTier: change.tier as RiskTier,
    subjects: [{ name: 'evidence', sha256: digest }],
    materials: manifest.artifacts,
    predicate: { bundleSha256: digest, manifest },
  }
}
