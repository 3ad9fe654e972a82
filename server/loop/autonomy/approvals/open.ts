import type { Act } from '#server/governed.ts'
import type { Role } from '#server/identity/index.ts'
import type { Change, RiskTier } from '#server/loop/change/index.ts'
import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { newId } from '#server/platform/ids.ts'
import { approvalEntry } from './entry.ts'
import { lapse } from './lapse.ts'
import { insertRequest } from './store.ts'
import { type ApprovalPurpose, approvalDueMinutes } from './vocabulary.ts'

export interface Question {
  change: Change
  purpose: ApprovalPurpose
  /** sha256 of exactly what is to be approved, hexadecimal. */
  digest: string
  roles: readonly Role[]
  rolloutId?: string
}

/** Asks the given roles about one digest, within the caller's act; an older question of the same purpose lapses. */
export async function askForApproval(act: Act, question: Question): Promise<[EntryDraft, ...EntryDraft[]]> {
  const { change, purpose, digest, roles, rolloutId = null } = question
  const lapsed = await lapse(act, change.id, purpose)
  const request = { id: newId('apr'), changeId: change.id, purpose, tier: change.tier, digest, rolloutId }
  const dueAt = new Date(act.clock.now.getTime() + approvalDueMinutes[change.tier as RiskTier] * 60_000)
  await insertRequest(act.tx, { ...request, dueAt, roles })
  return [approvalEntry(request, { decision: 'requested', role: null, automatic: true }, null), ...lapsed]
}
