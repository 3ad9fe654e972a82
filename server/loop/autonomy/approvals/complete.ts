import type { Act } from '#server/governed.ts'
import { advance } from '#server/loop/change/index.ts'
import { chooseReviewed } from '#server/loop/designs/index.ts'
import type { Request } from './store.ts'
import type { ApprovalPurpose } from './vocabulary.ts'

/** Every slot is signed: what was waiting for it goes on, in the same transaction. */
export async function completeApproval(act: Act, request: Request): Promise<void> {
  switch (request.purpose as ApprovalPurpose) {
    case 'design':
      await chooseReviewed(act, request.change, request.digest)
      return
    case 'release':
      await advance(act.tx, request.change, 'approved')
      return
    // A rollout at its gate asks for the answer itself at its next look, so that it alone moves its weights.
    case 'gate':
  }
}
