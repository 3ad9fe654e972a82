import * as z from 'zod/mini'
import { governed, preparing } from '#server/governed.ts'
import { advance, changeMachine, highestTier, loadChange, type RiskTier } from '#server/loop/change/index.ts'
import { database } from '#server/platform/db/index.ts'
import { ensure, refusedBy } from '#server/platform/guard.ts'
import { intentEntry } from './entry.ts'
import { IntentSpec } from './schemas.ts'
import { currentIntent, insertRevision } from './store.ts'
import { titleOf } from './title.ts'
import { authorOf, type Understood, understand } from './understood.ts'

export const EditIntent = z.object({ changeId: z.string(), spec: IntentSpec })

const refused = refusedBy({
  notYours: 'Only the person who asked for this change can edit what is asked.',
  tooLate: 'Code has been written from this already. Withdraw it and ask anew.',
})

/**
 * The person edits the structured form while the design is open; it is classified again, and a tier never falls.
 * Designs are made anew from it.
 */
export const edit = preparing('intent.edit', EditIntent, async (actor, { changeId, spec }) => {
  const { service } = await loadChange(database(), changeId)
  const { text } = await currentIntent(database(), changeId)
  const understood = await understand(service, text, spec, 'store')
  return await recordEdit(understood)(actor, { changeId })
})

const recordEdit = (understood: Understood) =>
  governed('intent.edit', z.object({ changeId: z.string() }), async (act, { changeId }) => {
    const change = await loadChange(act.tx, changeId)
    const personId = authorOf(act.actor)
    if (change.requesterId !== personId) ensure(refused('notYours'))
    if (!changeMachine.next(change.state, 'edited')) ensure(refused('tooLate'))
    const { spec, sanitised, proposal, classified } = understood
    const tier = highestTier([change.tier as RiskTier, classified.decision.tier])
    const data = {
      tier,
      kind: classified.decision.kind,
      title: titleOf(spec, sanitised.text),
      reason: null,
    }
    await advance(act.tx, change, 'edited', data)
    const revision = {
      changeId,
      text: sanitised.text,
      spec,
      spans: { ...proposal, spec: undefined },
      authorId: personId,
    }
    const intentId = await insertRevision(act.tx, { ...revision, ...classified })
    const entry = intentEntry({ changeId, intentId, service: change.service, personId }, 'edited', understood)
    return { result: { tier }, entry, seen: { tier, shape: spec?.shape ?? null } }
  })
