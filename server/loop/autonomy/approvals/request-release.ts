import * as z from 'zod/mini'
import { governed } from '#server/governed.ts'
import { isAtLeast, loadChange, moveChange, type RiskTier } from '#server/loop/change/index.ts'
import { latestRevision } from '#server/loop/designs/index.ts'
import { conflict } from '#server/platform/errors.ts'
import { gatherEvidence } from '../evidence/index.ts'
import { askForApproval } from './open.ts'
import { openRequestOf } from './store.ts'
import { designReviewers, lowTierStandIn, releaseApprovers } from './vocabulary.ts'

const OfChange = z.object({ changeId: z.string() })

/**
 * Seals the evidence of a built change and puts it to the people its tier asks for. For the Low tier the slot is there for
 * the stand-in who signs while automatic approval is halted.
 */
export const requestRelease = governed('approval.open', OfChange, async (act, { changeId }) => {
  const change = await loadChange(act.tx, changeId)
  if (change.state !== 'approving' || (await openRequestOf(act.tx, changeId, 'release'))) throw conflict('The approval')
  const { digest, entry } = await gatherEvidence(act, change)
  const sealed = await moveChange(act.tx, change, { evidenceDigest: digest })
  const tier = change.tier as RiskTier
  const roles = tier === 'low' ? [lowTierStandIn] : releaseApprovers[tier]
  const asked = await askForApproval(act, { change: sealed, purpose: 'release', digest, roles })
  const requestId = (await openRequestOf(act.tx, changeId, 'release'))?.id ?? ''
  return {
    result: { tier, digest, requestId },
    entry: [entry, ...asked],
    seen: { purpose: 'release', digest, roles: roles.join(' ') },
  }
})

/** Puts the option that was chosen, else the first, to the design's reviewers; another choice makes another question. */
export const requestDesignReview = governed('approval.open', OfChange, async (act, { changeId }) => {
  const change = await loadChange(act.tx, changeId)
  const tier = change.tier as RiskTier
  if (change.state !== 'designReview' || !isAtLeast(tier, 'high')) throw conflict('The design')
  const options = await latestRevision(act.tx, changeId)
  const proposed = options.find((option) => option.chosenAt !== null) ?? options[0]
  if (!proposed) throw conflict('The design')
  const open = await openRequestOf(act.tx, changeId, 'design')
  if (open?.digest === proposed.digest) throw conflict('The approval')
  const asked = await askForApproval(act, {
    change,
    purpose: 'design',
    digest: proposed.digest,
    roles: designReviewers[tier],
  })
  return { result: undefined, entry: asked, seen: { purpose: 'design', digest: proposed.digest } }
})
