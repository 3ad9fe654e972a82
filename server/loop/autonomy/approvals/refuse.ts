import type { Act } from '#server/governed.ts'
import { advance } from '#server/loop/change/index.ts'
import type { Request } from './store.ts'
import type { ApprovalPurpose } from './vocabulary.ts'

/** Someone said no: a design or release ends there; a rollout at its gate goes back. */
export async function refuseApproval(act: Act, request: Request, reason: string): Promise<void> {
  switch (request.purpose as ApprovalPurpose) {
    case 'design':
    case 'release':
      await advance(act.tx, request.change, 'declined', { reason })
      return
    // The rollout sees the answer at its next look and goes back.
    case 'gate':
  }
}
