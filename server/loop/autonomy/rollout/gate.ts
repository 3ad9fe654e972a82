import type { Act } from '#server/governed.ts'
import type { EntryDraft } from '#server/loop/ledger/index.ts'
import type { Database, Transaction } from '#server/platform/db/index.ts'
import { digestOf } from '#server/platform/digest.ts'
import { askForApproval } from '../approvals/index.ts'
import { insertEvidence } from '../evidence/index.ts'
import type { Decision } from './evidence/index.ts'
import type { AdvanceFacts } from './machine.ts'
import type { LadderStep } from './schemas.ts'
import { ladderOf, type Rollout, type RolloutWithChange } from './store.ts'

/** Asks the gate's people about exactly these numbers of exactly this artifact. */
export async function askAtGate(
  act: Act,
  rollout: RolloutWithChange,
  decision: Decision | null,
): Promise<EntryDraft[]> {
  const step = ladderOf(rollout)[rollout.step]
  if (step?.kind !== 'gate') return []
  const { id, changeId, artifactDigest, weight, change } = rollout
  const content = { rollout: id, step: rollout.step, release: change.evidenceDigest, artifactDigest, weight, decision }
  const digest = digestOf(content)
  await insertEvidence(act.tx, { digest, changeId, content })
  return await askForApproval(act, { change, purpose: 'gate', digest, roles: step.roles, rolloutId: id })
}

/** Where the gate's request stands; null where the step is no gate. */
export async function gateState(
  from: Transaction | Database,
  rollout: Rollout,
  step: LadderStep,
): Promise<AdvanceFacts['gate']> {
  if (step.kind !== 'gate') return null
  const newest = await from.approvalRequest.findFirst({
    where: { rolloutId: rollout.id, purpose: 'gate' },
    orderBy: { createdAt: 'desc' },
  })
  return (newest?.state as AdvanceFacts['gate'] | undefined) ?? 'open'
}
