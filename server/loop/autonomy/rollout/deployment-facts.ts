import type { Change } from '#server/loop/change/index.ts'
import { type DeploymentAsked, verdictsOfChange } from '#server/loop/guards/index.ts'
import { type EntryView, signedEntriesOfChange } from '#server/loop/ledger/index.ts'
import type { Database } from '#server/platform/db/index.ts'
import type { Signer } from '#server/ports/signer.ts'
import { requestsOf } from '../approvals/index.ts'

/** What the policy is told of a deployment: each signature and the artifact, as the ledger's signed entries have them. */
export async function deploymentFacts(
  from: Database,
  change: Change,
  signer: Signer,
  nowMs: number,
): Promise<DeploymentAsked> {
  const entries = await signedEntriesOfChange(from, change.id, signer)
  return {
    change,
    designReviewed: entries.some(({ kind, predicate }) => kind === 'approval' && isApproval(predicate, 'design')),
    approvals: await approvalFacts(from, change, entries),
    artifact: await artifactFacts(from, change, entries),
    nowMs,
  }
}

async function approvalFacts(from: Database, change: Change, entries: readonly EntryView[]) {
  const requests = await requestsOf(from, change.id)
  const current = requests.find(({ purpose, digest }) => purpose === 'release' && digest === change.evidenceDigest)
  const signed = current?.slots.filter(({ state }) => state === 'signed') ?? []
  return signed.map(({ role, personId, seenDigest }) => ({
    role,
    person: personId ?? 'unknown',
    bundle: seenDigest ?? '',
    signatureValid: entries.some(
      ({ kind, header, predicate }) =>
        kind === 'approval' &&
        isApproval(predicate, 'release') &&
        predicate.role === role &&
        predicate.evidenceSha256 === seenDigest &&
        header.actor.ref === personId,
    ),
  }))
}

async function artifactFacts(from: Database, change: Change, entries: readonly EntryView[]) {
  const build = entries.findLast(({ kind }) => kind === 'build')
  const verdict = (await verdictsOfChange(from, change.id)).find(({ commit }) => commit === change.headCommit)
  const digest = build?.subjects[0]?.sha256
  if (!build || !verdict || !digest) return null
  const ofHead = JSON.stringify(build.predicate).includes(`"commit":"${change.headCommit}"`)
  return { builtFromTree: ofHead ? verdict.tree : 'other', digest: `sha256:${digest}`, signatureValid: true }
}

function isApproval(predicate: Record<string, unknown>, purpose: string): boolean {
  return predicate.decision === 'approved' && predicate.purpose === purpose
}
