import type { Change, RiskTier } from '#server/loop/change/index.ts'
import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { newId } from '#server/platform/ids.ts'
import { packages } from '#server/policy/vocabulary.ts'
import type { Judgement } from './judge.ts'

type Decision = Extract<EntryDraft, { kind: 'policy-decision' }>
type PackageDecision = Decision['predicate']['packages'][number]

/** What a decision at any stage has. */
interface Decided extends Pick<Judgement, 'verdict' | 'inputDigest'> {
  facts: { evidence: Judgement['facts']['evidence'] }
}

/** A verdict on a commit as the ledger holds it: rules, places and digests, never words or code. */
export function verdictEntry(
  change: Change,
  decisionId: string,
  judgement: Judgement,
  runId: string | null,
): EntryDraft {
  return decisionEntry(change, { decisionId, runId, riskTier: judgement.tier }, judgement, packages)
}

/** The same for a deployment, where only the packages with rules for it speak. */
export function deploymentVerdictEntry(change: Change, judgement: Decided): EntryDraft {
  const { verdict } = judgement
  const heard = packages.filter((name) =>
    [...verdict.evaluated, ...verdict.notEvaluated].some((rule) => rule.startsWith(`${name}.`)),
  )
  const decision = { decisionId: newId('vrd'), runId: null, riskTier: change.tier as RiskTier }
  return decisionEntry(change, decision, judgement, heard)
}

/** Names the rules that this program's policy evaluator speaks by; its rules have a digest of their own. */
const verifier = 'https://codex-dominion.dev/policy/v1'

/**
 * The same allow for whoever knows only the standard: one property for each package that passed. A denial has none.
 * @param subject the commit, or the artifact, that was judged
 */
export function verificationEntry(
  change: Change,
  judgement: Decided,
  about: { subject: EntryDraft['subjects'][number]; runId: string | null; at: Date },
): EntryDraft[] {
  const { verdict, inputDigest } = judgement
  const passed = packages.filter((name) => packageDecision(name, judgement).decision === 'allow')
  if (!verdict.allow || passed.length === 0) return []
  return [
    {
      kind: 'verification',
      changeId: change.id,
      runId: about.runId,
      riskTier: change.tier as RiskTier,
      subjects: [about.subject],
      materials: [{ name: 'policy input', sha256: inputDigest }],
      predicate: {
        verifier: { id: verifier, policies: [{ name: 'policy bundle', digest: { sha256: verdict.policyDigest } }] },
        timeCreated: about.at.toISOString(),
        properties: passed.map(propertyOf),
      },
    },
  ]
}

const propertyOf = (name: string) => `DOMINION_${name.replaceAll(/[^a-z0-9]+/gi, '_').toUpperCase()}_PASSED`

function decisionEntry(
  change: Change,
  { decisionId, runId, riskTier }: { decisionId: string; runId: string | null; riskTier: RiskTier },
  judgement: Decided,
  heard: readonly string[],
): EntryDraft {
  const { facts, verdict, inputDigest } = judgement
  return {
    kind: 'policy-decision',
    changeId: change.id,
    runId,
    riskTier,
    subjects: [{ name: `input ${decisionId}`, sha256: inputDigest }],
    materials: facts.evidence.map(({ kind, producer, sha256 }) => ({ name: `${kind} ${producer}`, sha256 })),
    predicate: {
      decision: verdict.allow ? 'allow' : 'deny',
      decisionId,
      bundleSha256: verdict.policyDigest,
      inputSha256: inputDigest,
      engine: 'opa-wasm',
      packages: heard.map((name) => packageDecision(name, judgement)),
    },
  }
}

/** One package allows when all its rules spoke and none of them found anything that blocks. */
function packageDecision(name: string, { facts, verdict }: Decided): PackageDecision {
  const own = (rule: string) => rule.startsWith(`${name}.`)
  const findings = verdict.findings.filter(({ rule }) => own(rule))
  const blocked = findings.some(({ severity }) => severity !== 'low')
  const spoke = verdict.evaluated.some(own) && !verdict.notEvaluated.some(own)
  return {
    package: name,
    decision: spoke && !blocked ? 'allow' : 'deny',
    findings: findings.slice(0, 100).map(({ rule, severity, where }) => ({
      rule,
      severity,
      file: where.path?.slice(0, 300).replace(/\p{Cc}/gu, '?') ?? null,
      line: where.line,
    })),
    evidence: spoke ? [...new Set(facts.evidence.filter(({ completed }) => completed).map(({ kind }) => kind))] : [],
  }
}
