import { closeIncident, listIncidents, openIncident, readIncident } from '#server/loop/autonomy/incidents/index.ts'
import { mutation, query, router } from './trpc.ts'

export const incidents = router({
  list: query(listIncidents),
  read: query(readIncident),
  open: mutation(openIncident),
  close: mutation(closeIncident),
})
