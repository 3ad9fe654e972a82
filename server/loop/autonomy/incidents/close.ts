import { governed } from '#server/governed.ts'
import { actorReference } from '#server/identity/index.ts'
import { ensure } from '#server/platform/guard.ts'
import { incidentEntry } from './entry.ts'
import { mayClose } from './machine.ts'
import { CloseIncident } from './schemas.ts'
import { loadIncident, moveIncident } from './store.ts'

/**
 * Nothing is left to do: a person says why.
 * @throws Failure `refused` when it is closed already; `conflict` when someone else closed it first.
 */
export const closeIncident = governed('incident.close', CloseIncident, async (act, { incidentId, reason }) => {
  const incident = await loadIncident(act.tx, incidentId)
  ensure(mayClose(incident))
  const person = actorReference(act.actor)
  await moveIncident(act.tx, incident, 'closed', { closedBy: person, closedAt: act.clock.now, closeReason: reason })
  // What it concerns was named when it was opened; this entry names that one.
  const entry = incidentEntry(incident, 'closed', { entries: [], prompts: [] }, { person, reason })
  return { result: { incidentId }, entry, seen: { incident: incidentId, closed: true } }
})
