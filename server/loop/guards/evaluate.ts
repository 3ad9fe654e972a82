import type { Act, Outcome } from '#server/governed.ts'
import {
  advance,
  type Change,
  claimChange,
  loadChange,
  type RiskTier,
  releaseChange,
} from '#server/loop/change/index.ts'
import { runsOfChange } from '#server/loop/codegen/index.ts'
import { chosenDesign } from '#server/loop/designs/index.ts'
import { currentIntent } from '#server/loop/intents/index.ts'
import { changeEntry, commitNamed } from '#server/loop/ledger/index.ts'
import { digestOf } from '#server/platform/digest.ts'
import { conflict } from '#server/platform/errors.ts'
import type { WorkScope } from '#server/platform/halt/permit.ts'
import { activePolicy } from '#server/policy/index.ts'
import { type StepFault, step } from '#server/step.ts'
import { confidenceOf, type Run } from './confidence.ts'
import { verdictEntry, verificationEntry } from './entry.ts'
import { type Asked, lookAt } from './facts/look.ts'
import { type EarlierLayers, firstReason, type Judgement, judge } from './judge.ts'
import { OfChange } from './schemas.ts'
import { insertVerdict } from './store.ts'

interface Claimed extends WorkScope {
  change: Change
  runId: string | null
  asked: Asked
  earlier: EarlierLayers
}

/** Judges the head commit of a change on facts that our own producers gather for exactly that commit. */
export const judgeChange = step(OfChange, {
  claim: { permission: 'guard.judge', run: claim },
  async effect({ asked, earlier, change }, { ports, permit, signal }): Promise<Judgement> {
    permit.assert(change)
    const policy = await activePolicy()
    return judge(policy, await lookAt(asked, ports, signal), earlier)
  },
  settle: { permission: 'guard.judge', run: settle },
  abandon: { permission: 'codegen.abandon', run: abandon },
})

async function claim(act: Act, { changeId }: { changeId: string }): Promise<Outcome<Claimed>> {
  const change = await claimChange(act.tx, changeId, 'judging')
  if (!change.headCommit || !change.baseCommit) throw conflict('This change')
  const run = (await runsOfChange(act.tx, changeId)).findLast(({ commit }) => commit === change.headCommit) ?? null
  const { service, humanMade } = change
  const result = { change, runId: run?.id ?? null, ...(await recorded(act, change, run)), service, humanMade }
  return { result, entry: changeEntry(change, 'judge.started', change.state, {}, run?.id ?? null) }
}

/** What our own records say of the change. A person's commit has no design it must answer. */
async function recorded(act: Act, change: Change, run: Run | null): Promise<Pick<Claimed, 'asked' | 'earlier'>> {
  const chosen = change.humanMade ? null : await chosenDesign(act.tx, change.id)
  const intent = await currentIntent(act.tx, change.id)
  const { digest: policyDigest } = await activePolicy()
  const asked: Asked = {
    change: { id: change.id, service: change.service, tier: change.tier as RiskTier },
    origin: change.humanMade ? 'human' : 'generated',
    commit: change.headCommit ?? '',
    base: change.baseCommit ?? '',
    design: chosen && { spec: chosen.spec, reviewed: chosen.design.chosenBy === 'reviewers' },
    recorded: {
      intentDigest: intent.spec && digestOf(intent.spec),
      designDigest: chosen?.design.digest ?? null,
    },
    confidence: await confidenceOf(act.tx, change, run),
    policyDigest,
    nowMs: act.clock.now.getTime(),
  }
  const { text, form } = intent.facts
  return { asked, earlier: { text, form, design: chosen?.spec ?? null } }
}

async function settle(act: Act, { change, runId }: Claimed, judgement: Judgement): Promise<Outcome<void>> {
  const { verdict, tier, findings } = judgement
  const decisionId = await insertVerdict(act.tx, judgement, { changeId: change.id, runId })
  const reason = firstReason(judgement)
  await advance(act.tx, change, verdict.allow ? 'allowed' : 'denied', { tier, reason })
  return {
    result: undefined,
    entry: [
      verdictEntry(change, decisionId, judgement, runId),
      ...verificationEntry(change, judgement, {
        subject: commitNamed(judgement.facts.subject.commit),
        runId,
        at: act.clock.now,
      }),
    ],
    seen: {
      allow: verdict.allow,
      rules: verdict.evaluated.length,
      findings: findings.length,
      missing: verdict.missingEvidence.length,
      tier,
      reason,
    },
  }
}

async function abandon(act: Act, { change, runId }: Claimed, fault: StepFault): Promise<Outcome<void>> {
  await releaseChange(act.tx, change.id)
  const now = await loadChange(act.tx, change.id)
  if (fault.kind === 'failed' && now.state === 'judging')
    await advance(act.tx, now, 'failed', { reason: fault.message })
  const entry = changeEntry(now, `judge.${fault.kind}`, now.state, {}, runId)
  return { result: undefined, entry, seen: { reason: fault.message } }
}
