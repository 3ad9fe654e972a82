import { highestTier, type RiskTier } from '#server/loop/change/index.ts'
import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import { digestOf } from '#server/platform/digest.ts'
import { type Policy, type ToldFinding, tell } from '#server/policy/index.ts'
import type { ChangeFacts, Classification, ClassificationFacts, Verdict } from '#server/policy/schemas.ts'
import { designLayer } from './facts/design.ts'

/** What the policy said of one commit, and the facts it said it of. */
export interface Judgement {
  /** With the tier that was judged: the highest of every layer. */
  facts: ChangeFacts
  inputDigest: string
  verdict: Verdict
  findings: readonly ToldFinding[]
  classification: Classification
  tier: RiskTier
  durationMs: number
}

/** The layers that came before the code, as recorded. */
export interface EarlierLayers {
  text: ClassificationFacts['text']
  form: ClassificationFacts['form']
  design: DesignSpec | null
}

/**
 * Asks the policy twice: what the change is now that its code is there, then whether it may go on. A tier only ever rises.
 * @throws PolicyRefusal when the facts are not complete; nobody may take that for an allow.
 */
export function judge(policy: Policy, facts: ChangeFacts, earlier: EarlierLayers): Judgement {
  const started = performance.now()
  const classification = policy.evaluate('autonomy/classification', {
    version: 1,
    policyDigest: policy.digest,
    text: earlier.text,
    form: earlier.form,
    model: null,
    design: earlier.design && designLayer(earlier.design),
    diff: diffLayer(facts),
  } satisfies ClassificationFacts)
  const tier = highestTier([facts.change.tier, classification.tier])
  const judged: ChangeFacts = { ...facts, change: { ...facts.change, tier } }
  const verdict = policy.evaluate('guard/verdict', judged)
  return {
    facts: judged,
    inputDigest: digestOf(judged),
    verdict,
    findings: verdict.findings.map((finding) => tell(finding, policy.texts)),
    classification,
    tier,
    durationMs: performance.now() - started,
  }
}

/** Null until all three are known: a part of a diff is no diff. */
function diffLayer({ files, migrations, syntax }: ChangeFacts): ClassificationFacts['diff'] {
  if (!files || !migrations || !syntax) return null
  return {
    paths: files.flatMap(({ path, previousPath }) => (previousPath === null ? [path] : [path, previousPath])),
    migrationVerbs: migrations.map(({ verb }) => verb),
    dependencies: syntax.imports.filter(({ builtin, locked }) => !builtin && locked !== true).length,
    environment: syntax.environment.length,
  }
}

/** The first thing to mend, as one line: what, and where. Null when nothing is wrong. */
export function firstReason({ findings, verdict }: Judgement): string | null {
  const [finding] = findings
  if (finding) {
    const place = finding.where.path === null ? '' : `${finding.where.path}:${finding.where.line ?? 1}: `
    return `${place}${finding.message} ${finding.remediation}`
  }
  const [missing] = verdict.missingEvidence
  if (missing) return `There is no reliable evidence of ${missing.kind} (${missing.reason}).`
  return verdict.allow ? null : 'The policy did not allow it.'
}
