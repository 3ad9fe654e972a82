export { closeIncident } from './close.ts'
export { listIncidents } from './list.ts'
export { incidentOf, openIncident, type TakenBack } from './open.ts'
export { readIncident } from './read.ts'
