import * as z from 'zod/mini'
import { governed, preparing } from '#server/governed.ts'
import { insertChange } from '#server/loop/change/index.ts'
import { notFound } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { intentEntry } from './entry.ts'
import { IntentSpec, ServiceName } from './schemas.ts'
import { insertRevision, workspaceExists } from './store.ts'
import { titleOf } from './title.ts'
import { authorOf, type Understood, understand } from './understood.ts'

export const SubmitIntent = z.object({
  service: ServiceName,
  text: z.string(),
  /** The structured form as the person left it; null lets the words decide. */
  spec: z._default(z.nullable(IntentSpec), null),
})

export interface Submitted {
  changeId: string
  state: string
  tier: string
  kind: string
  /** Why nothing fits, kindly; null when something does. */
  reason: string | null
  questions: readonly string[]
}

/**
 * Takes an intent in: cleaned, structured, classified, recorded. One that no template fits is said so at once and ends there.
 * @throws Failure `invalidInput` for text that cannot be read, `notFound` for an unknown service.
 */
export const submit = preparing('intent.submit', SubmitIntent, async (actor, { service, text, spec }) => {
  const began = performance.now()
  const understood = await understand(service, text, spec)
  return await recordIntent(understood, performance.now() - began)(actor, { service })
})

const recordIntent = (understood: Understood, tookMs: number) =>
  governed('intent.submit', z.object({ service: ServiceName }), async (act, { service }) => {
    const { spec, proposal, sanitised, classified } = understood
    if (!(await workspaceExists(act.tx, service))) throw notFound('service')
    const changeId = newId('chg')
    const personId = authorOf(act.actor)
    const { kind, tier } = classified.decision
    const state = spec ? 'designing' : 'unfit'
    const reason = spec ? null : proposal.reason
    await insertChange(act.tx, {
      id: changeId,
      service,
      state,
      title: titleOf(spec, sanitised.text),
      kind,
      tier,
      requesterId: personId,
      authors: [personId],
      practice: act.actor.kind === 'person' && act.actor.practice,
      reason,
    })
    const revision = {
      changeId,
      text: sanitised.text,
      spec,
      spans: { ...proposal, spec: undefined },
      authorId: personId,
    }
    const intentId = await insertRevision(act.tx, { ...revision, ...classified })
    await act.emit(spec ? 'change.designing' : 'change.closed', { changeId })
    const result: Submitted = { changeId, state, tier, kind, reason, questions: proposal.questions }
    const entry = intentEntry({ changeId, intentId, service, personId }, 'submitted', understood)
    return { result, entry, seen: { tier, kind, shape: spec?.shape ?? null, understoodInMs: Math.round(tookMs) } }
  })
