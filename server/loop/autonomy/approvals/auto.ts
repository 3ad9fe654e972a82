import { governed } from '#server/governed.ts'
import type { Actor } from '#server/identity/index.ts'
import { database } from '#server/platform/db/index.ts'
import { Failure } from '#server/platform/errors.ts'
import { ensure, refusedBy } from '#server/platform/guard.ts'
import { completeApproval } from './complete.ts'
import { approvalEntry } from './entry.ts'
import { RequestOfChange } from './schemas.ts'
import { closeRequest, holdRequest, openReleases } from './store.ts'

const policy: Actor = { kind: 'system', name: 'policy' }

const refused = refusedBy({ notLow: 'Only changes of the Low tier are approved by policy.' })

/** ADR-001 §6 "Low Risk": the policy approves by itself, recorded as policy and never as a person. */
export const approveByPolicy = governed('approval.auto', RequestOfChange, async (act, input) => {
  const request = await holdRequest(act.tx, input)
  if (request.tier !== 'low' || request.change.tier !== 'low') ensure(refused('notLow'))

  await closeRequest(act.tx, request, 'completed')
  await completeApproval(act, request)
  return {
    result: { requestId: request.id },
    entry: approvalEntry(request, { decision: 'approved', role: null, automatic: true }, null),
    seen: { purpose: request.purpose, decision: 'approved', automatic: true },
  }
})

/** What a halt kept waiting is approved once automation goes on; a service still halted keeps its own waiting. */
export async function approveWaitingByPolicy(): Promise<void> {
  const waiting = (await openReleases(database(), 'low')).filter(({ change }) => change.tier === 'low')
  for (const { id, changeId } of waiting) {
    await approveByPolicy(policy, { changeId, requestId: id }).catch(unlessHeld)
  }
}

function unlessHeld(error: unknown): void {
  if (!(error instanceof Failure) || (error.code !== 'halted' && error.code !== 'conflict')) throw error
}
