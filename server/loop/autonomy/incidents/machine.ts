import { allowed, type Guarded, refusedBy } from '#server/platform/guard.ts'
import { machine } from '#server/platform/machine.ts'

/** Open until a person says, with a reason, that nothing is left to do. */
export const incidentMachine = machine('incident', 'open', {
  open: { closed: 'closed' },
  closed: {},
})

export type IncidentRefusal = 'alreadyOpen' | 'closedAlready'

export const incidentRefusals: Record<IncidentRefusal, string> = {
  alreadyOpen: 'This rollout has an open incident. Add to that one, or close it first.',
  closedAlready: 'This incident is closed already.',
}

const refused = refusedBy(incidentRefusals)

export function mayOpen({ open }: { open: boolean }): Guarded<IncidentRefusal> {
  return open ? refused('alreadyOpen') : allowed
}

export function mayClose({ state }: { state: string }): Guarded<IncidentRefusal> {
  return incidentMachine.next(state, 'closed') ? allowed : refused('closedAlready')
}
