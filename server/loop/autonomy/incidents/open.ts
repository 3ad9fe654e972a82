import { type Act, governed } from '#server/governed.ts'
import { actorReference } from '#server/identity/index.ts'
import { runsOfChange } from '#server/loop/codegen/index.ts'
import { type EntryDraft, entriesOfChange, type Predicate } from '#server/loop/ledger/index.ts'
import { notFound } from '#server/platform/errors.ts'
import { ensure } from '#server/platform/guard.ts'
import { newId } from '#server/platform/ids.ts'
import { concernedBy } from './concerned.ts'
import { incidentEntry, type Said } from './entry.ts'
import { mayOpen } from './machine.ts'
import { OpenIncident } from './schemas.ts'
import { hasOpenIncident, insertIncident } from './store.ts'
import { opensIncident } from './vocabulary.ts'

/** What was taken back, as its `rollback` entry has it. */
export type TakenBack = Predicate<'rollback'>

/**
 * A person opens an incident for a rollout, whether or not it was taken back.
 * @throws Failure `refused` with an IncidentRefusal.
 */
export const openIncident = governed('incident.open', OpenIncident, async (act, { changeId, rolloutId, reason }) => {
  ensure(mayOpen({ open: await hasOpenIncident(act.tx, rolloutId) }))
  const entries = await entriesOfChange(act.tx, changeId)
  const takenBack = entries.findLast(
    ({ kind, subjects }) => kind === 'rollback' && subjects.some(({ name }) => name === rolloutId),
  )
  const said = { person: actorReference(act.actor), reason }
  const { id, entry } = await open(act, { changeId, rolloutId }, (takenBack?.predicate as TakenBack) ?? null, said)
  return { result: { incidentId: id }, entry, seen: { incident: id } }
})

/** Opens one for what the system took back by itself, in the transaction that says so. Empty where there is none to open. */
export async function incidentOf(
  act: Act,
  of: { changeId: string; rolloutId: string },
  takenBack: TakenBack,
): Promise<EntryDraft[]> {
  const wentWrong = takenBack.automatic && opensIncident.has(takenBack.cause ?? '')
  if (!wentWrong || (await hasOpenIncident(act.tx, of.rolloutId))) return []
  return [(await open(act, of, takenBack, null)).entry]
}

async function open(
  act: Act,
  { changeId, rolloutId }: { changeId: string; rolloutId: string },
  takenBack: TakenBack | null,
  said: Said | null,
): Promise<{ id: string; entry: EntryDraft }> {
  const rollout = await act.tx.rollout.findUnique({ where: { id: rolloutId }, include: { change: true } })
  if (rollout?.changeId !== changeId) throw notFound('rollout')
  const { service, artifactDigest, change } = rollout
  const run = (await runsOfChange(act.tx, changeId)).findLast(({ commit }) => commit === change.headCommit)
  const concerned = concernedBy(await entriesOfChange(act.tx, changeId), { rolloutId, runId: run?.id ?? null })
  const incident = await insertIncident(
    act.tx,
    {
      ...{ id: newId('inc'), changeId, rolloutId, service, artifactDigest, state: 'open', automatic: said === null },
      ...{ openedBy: actorReference(act.actor), openedAt: act.clock.now, reason: said?.reason ?? null },
      ...figuresOf(takenBack),
    },
    concerned.entries,
  )
  return { id: incident.id, entry: incidentEntry(incident, 'opened', concerned, said) }
}

function figuresOf(takenBack: TakenBack | null) {
  if (!takenBack) return { cause: 'person' }
  const { cause, measure, measured, limit, detectedAt, decidedAt, restoredAt } = takenBack
  const moment = (at: string | null) => (at === null ? null : new Date(at))
  return {
    ...{ cause: cause ?? 'person', measure: measure ?? null, measured, limit },
    ...{ detectedAt: moment(detectedAt), decidedAt: moment(decidedAt), restoredAt: moment(restoredAt) },
  }
}
