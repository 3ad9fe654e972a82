import * as z from 'zod/mini'
import { type Act, governed } from '#server/governed.ts'
import { advance, type Change, loadChange } from '#server/loop/change/index.ts'
import { conflict } from '#server/platform/errors.ts'
import { designEntry } from './entry.ts'
import { latestRevision, markChosen } from './store.ts'

export const ChooseDesign = z.object({ changeId: z.string(), designId: z.string() })

/** While a design is under review, says which option is put to the reviewers. Signing is theirs alone. */
export const chooseDesign = governed('design.choose', ChooseDesign, async (act, { changeId, designId }) => {
  const change = await loadChange(act.tx, changeId)
  const options = await latestRevision(act.tx, changeId)
  const chosen = options.find((option) => option.id === designId)
  if (change.state !== 'designReview' || !chosen) throw conflict('The design')
  await markChosen(act.tx, chosen, act.actor.kind === 'person' ? act.actor.id : 'system')
  await act.emit('change.designReview', { changeId })
  return {
    result: { digest: chosen.digest },
    entry: designEntry(change, 'chosen', options, chosen),
    seen: { option: chosen.option + 1 },
  }
})

/** The reviewers signed this digest: the option with exactly that digest is what code is written from. */
export async function chooseReviewed(act: Act, change: Change, digest: string): Promise<void> {
  const reviewed = (await latestRevision(act.tx, change.id)).find((option) => option.digest === digest)
  if (!reviewed) throw conflict('The design')
  await markChosen(act.tx, reviewed, 'reviewers')
  await advance(act.tx, change, 'approved')
}
