import type { Change, RiskTier } from '#server/loop/change/index.ts'
import type { Transaction } from '#server/platform/db/index.ts'
import { digestOf } from '#server/platform/digest.ts'
import { activePolicy, type ToldFinding, tell } from '#server/policy/index.ts'
import type { DeploymentFacts, Verdict } from '#server/policy/schemas.ts'
import { ownEvidence } from './facts/evidence.ts'
import { findPolicyRelease, verdictsOfChange } from './store.ts'

/** What the caller knows of a deployment that the guards' own records do not hold. */
export interface DeploymentAsked {
  change: Change
  designReviewed: boolean
  /** Every signature over the evidence, counted or not; empty for a change that policy approved. */
  approvals: NonNullable<DeploymentFacts['approvals']>
  /** As the signed build entry has it; null when there is none. */
  artifact: DeploymentFacts['artifact']
  nowMs: number
}

export interface DeploymentJudgement {
  verdict: Verdict
  findings: readonly ToldFinding[]
  facts: DeploymentFacts
  inputDigest: string
}

/** May this artifact reach traffic? Approvals, artifact, the commit's verdict and the policy's own tests, all for one tree. */
export async function judgeDeployment(tx: Transaction, asked: DeploymentAsked): Promise<DeploymentJudgement> {
  const policy = await activePolicy()
  const facts = await deploymentFacts(tx, asked, policy.digest)
  const verdict = policy.evaluate('guard/verdict', facts)
  return {
    verdict,
    facts,
    findings: verdict.findings.map((finding) => tell(finding, policy.texts)),
    inputDigest: digestOf(facts),
  }
}

async function deploymentFacts(
  tx: Transaction,
  asked: DeploymentAsked,
  policyDigest: string,
): Promise<DeploymentFacts> {
  const { change, approvals, artifact, designReviewed, nowMs } = asked
  const id = change.artifactDigest ?? 'none'
  const own = (await verdictsOfChange(tx, change.id)).find(({ commit }) => commit === change.headCommit)
  const tested = await findPolicyRelease(tx, policyDigest)
  const verdict = own ? { allow: own.allow, tree: own.tree, policyDigest: own.policyDigest } : null
  const policyTests = tested && { policyDigest, passed: tested.testsPassed, failed: tested.testsFailed }
  return {
    version: 1,
    stage: 'deployment',
    nowMs,
    policyDigest,
    origin: change.humanMade ? 'human' : 'generated',
    subject: { id, commit: change.headCommit ?? 'none', tree: own?.tree ?? 'none' },
    change: {
      id: change.id,
      service: change.service,
      tier: change.tier as RiskTier,
      requester: change.requesterId,
      coAuthors: change.authors,
      bundle: change.evidenceDigest ?? '0'.repeat(64),
      designReviewed,
    },
    ...{ verdict, policyTests, approvals, artifact },
    evidence: [
      ownEvidence('verdict', id, verdict),
      ownEvidence('policyTests', id, policyTests),
      ownEvidence('approvals', id, approvals),
      ownEvidence('artifact', id, artifact),
    ],
  }
}
