import type { Change } from '#server/loop/change/index.ts'
import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { packages } from '#server/policy/vocabulary.ts'
import type { Judgement } from './judge.ts'

type Decision = Extract<EntryDraft, { kind: 'policy-decision' }>
type PackageDecision = Decision['predicate']['packages'][number]

/** A verdict as the ledger holds it: rules, places and digests, never words or code. */
export function verdictEntry(
  change: Change,
  decisionId: string,
  judgement: Judgement,
  runId: string | null,
): EntryDraft {
  const { facts, verdict, inputDigest, tier } = judgement
  return {
    kind: 'policy-decision',
    changeId: change.id,
    runId,
    riskTier: tier,
    subjects: [{ name: `input ${decisionId}`, sha256: inputDigest }],
    materials: facts.evidence.map(({ kind, producer, sha256 }) => ({ name: `${kind} ${producer}`, sha256 })),
    predicate: {
      decision: verdict.allow ? 'allow' : 'deny',
      decisionId,
      bundleSha256: verdict.policyDigest,
      inputSha256: inputDigest,
      engine: 'opa-wasm',
      packages: packages.map((name) => packageDecision(name, judgement)),
    },
  }
}

/** One package allows when all its rules spoke and none of them found anything that blocks. */
function packageDecision(name: string, { facts, verdict }: Judgement): PackageDecision {
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
