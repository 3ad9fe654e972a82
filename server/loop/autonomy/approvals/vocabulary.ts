import type { Role } from '#server/identity/vocabulary.ts'
import type { ChangeState } from '#server/loop/change/machine.ts'
import type { RiskTier } from '#server/loop/change/tier.ts'
import type { Guarded } from '#server/platform/guard.ts'
import { approvers } from '#server/policy/vocabulary.ts'

/** What is asked. `gate` is a stop within a rollout. Browser-safe. */
export const approvalPurposes = ['design', 'release', 'gate'] as const
export type ApprovalPurpose = (typeof approvalPurposes)[number]

/** The state in which a change waits for the answer. */
export const awaitedBy = {
  design: 'designReview',
  release: 'approving',
  gate: 'rollingOut',
} as const satisfies Record<ApprovalPurpose, ChangeState>

/** Who must sign before a change ships, from the same table the policy reads. Low: nobody, the policy approves it. */
export const releaseApprovers = approvers as Record<RiskTier, readonly Role[]>

/** Who signs in place of the policy while automatic approval is halted. */
export const lowTierStandIn: Role = 'lead'

/** ADR-001 §2: designs of High and Critical changes are reviewed before code is written. */
export const designReviewers = {
  low: [],
  medium: [],
  high: ['lead'],
  critical: ['lead', 'security'],
} as const satisfies Record<RiskTier, readonly Role[]>

/** ADR-001 §6: who opens the stops within a rollout. */
export const gateApprovers = {
  low: [],
  medium: [],
  high: ['manager'],
  critical: ['council'],
} as const satisfies Record<RiskTier, readonly Role[]>

/** ADR-001 "SLOs": how long approvers have. When it elapses the request is overdue and says so; it never approves itself. */
export const approvalDueMinutes = {
  low: 5,
  medium: 2 * 60,
  high: 24 * 60,
  critical: 7 * 24 * 60,
} as const satisfies Record<RiskTier, number>

/** A question as one person sees it: each slot with whether they may decide it and, if not, why. */
export interface RequestView {
  id: string
  changeId: string
  title: string
  service: string
  purpose: string
  tier: string
  state: string
  digest: string
  dueAt: Date
  requesterId: string
  slots: {
    role: string
    state: string
    personId: string | null
    decidedAt: Date | null
    mayDecide: Guarded<string>
  }[]
}

/** Questions a page can ask for: open ones that wait for the reader, for others, that are about the reader's own changes, or all; and what the reader decided. */
export const inboxViews = ['needsMe', 'others', 'mine', 'done', 'open'] as const
export type InboxView = (typeof inboxViews)[number]

export interface InboxPage {
  requests: readonly RequestView[]
  /** Where the following page begins; null when this is the last one. */
  next: string | null
}

/** Every open question counts once. */
export type InboxCounts = Record<'needsMe' | 'others' | 'mine', number>

/** May this reader decide any slot of it? The answers are the guard's. */
export function awaitsReader({ slots }: Pick<RequestView, 'slots'>): boolean {
  return slots.some(({ mayDecide }) => mayDecide.allowed)
}

/** What the ledger holds about one question. */
export interface RequestRecord {
  /** Who wrote the code, and how sure a model was, 0 to 1; null before any is written. */
  written: { author: 'model' | 'template' | 'person'; score: number | null } | null
  /** Below this, code a model wrote doubts itself. */
  confidenceFloor: number
  /** One a decision, in the order they were made. */
  decisions: { entryId: string; decision: string; role: string | null }[]
}
