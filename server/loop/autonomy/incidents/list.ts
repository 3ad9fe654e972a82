import { permitted } from '#server/governed.ts'
import { ListIncidents } from './schemas.ts'
import { countIncidents, type IncidentWithChange, incidentRows } from './store.ts'
import type { IncidentLine, IncidentList } from './vocabulary.ts'

/** Incidents, newest first; of one change, rollout or ledger entry where that is asked for. */
export const listIncidents = permitted('incident.read', ListIncidents, async (from, asked): Promise<IncidentList> => {
  const [rows, counts] = await Promise.all([incidentRows(from, asked), countIncidents(from)])
  return { incidents: rows.map(lineOf), counts }
})

export function lineOf({ change, ...row }: IncidentWithChange): IncidentLine {
  const { id, changeId, rolloutId, service, state, automatic, cause, artifactDigest, openedAt, closedAt } = row
  const { title, tier } = change
  return {
    ...{ id, changeId, rolloutId, service, title, tier, state, automatic, cause },
    ...{ artifactDigest, openedAt, closedAt },
  }
}
