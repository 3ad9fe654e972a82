import { allowed, type Guarded, refusedBy } from '#server/platform/guard.ts'
import { type EventOf, machine, type StateOf } from '#server/platform/machine.ts'
import type { LadderStep } from './schemas.ts'

/** ADR-001 §6: sandbox → canary → production, with gates where people must decide. */
export const rolloutMachine = machine('rollout', 'preparing', {
  preparing: {
    prepared: 'sandbox',
    unchanged: 'stable',
    baseMoved: 'abandoned',
    denied: 'abandoned',
    alarm: 'rollingBack',
  },
  sandbox: { reachedCanary: 'canary', reachedGate: 'gate', alarm: 'rollingBack' },
  canary: {
    reachedCanary: 'canary',
    reachedGate: 'gate',
    completed: 'stable',
    cut: 'canary',
    resumed: 'canary',
    alarm: 'rollingBack',
  },
  gate: { reachedCanary: 'canary', alarm: 'rollingBack' },
  stable: { alarm: 'rollingBack' },
  rollingBack: { restored: 'rolledBack' },
  rolledBack: {},
  abandoned: {},
})
export type RolloutState = StateOf<typeof rolloutMachine>
export type RolloutEvent = EventOf<typeof rolloutMachine>

/** The event by which a rollout enters what comes after a step; no next step means everyone. */
export function eventInto(next: LadderStep | undefined): RolloutEvent {
  switch (next?.kind) {
    case undefined:
      return 'completed'
    case 'sandbox':
      return 'prepared'
    case 'canary':
      return 'reachedCanary'
    case 'gate':
      return 'reachedGate'
  }
}

export interface AdvanceFacts {
  step: LadderStep
  /** Business time is past the step's minimum. */
  minimumElapsed: boolean
  /** The judge's verdict on this step. */
  verdict: 'gather' | 'freeze' | 'cut' | 'rollBack' | 'proven'
  /** The state of the gate's approval request; null where the step is no gate. */
  gate: 'open' | 'complete' | 'declined' | 'lapsed' | null
}

export type AdvanceRefusal = 'tooEarly' | 'tooLittleEvidence' | 'frozen' | 'gateClosed'

export const advanceRefusals: Record<AdvanceRefusal, string> = {
  tooEarly: 'This step must last longer before it may end.',
  tooLittleEvidence: 'There is too little evidence yet that the new version is healthy.',
  frozen: 'Something looks wrong, so nothing is increased until the evidence is clear.',
  gateClosed: 'People have to open this gate first.',
}

const refused = refusedBy(advanceRefusals)

/** May this step end? The clock is a minimum; evidence, or people at a gate, decide. */
export function mayAdvance(facts: AdvanceFacts): Guarded<AdvanceRefusal> {
  if (facts.verdict === 'freeze' || facts.verdict === 'cut' || facts.verdict === 'rollBack') return refused('frozen')
  if (facts.step.kind === 'gate') return facts.gate === 'complete' ? allowed : refused('gateClosed')
  if (facts.verdict !== 'proven') return refused('tooLittleEvidence')
  return facts.minimumElapsed ? allowed : refused('tooEarly')
}

export interface RollBackFacts {
  state: string
  artifactDigest: string
  /** What the service serves now, and what it served before; null when there is nothing before. */
  stableDigest: string
  previousDigest: string | null
}

export type RollBackRefusal = 'over' | 'superseded' | 'nothingBefore'

export const rollBackRefusals: Record<RollBackRefusal, string> = {
  over: 'This rollout is over or goes back already.',
  superseded: 'A later version is served by now. Take that one back.',
  nothingBefore: 'There is no earlier version to go back to.',
}

const rollBackRefused = refusedBy(rollBackRefusals)

/** May this rollout be taken back? Before it is everyone's always; after, while it is what is served and something was before. */
export function mayRollBack(facts: RollBackFacts): Guarded<RollBackRefusal> {
  if (!rolloutMachine.next(facts.state, 'alarm')) return rollBackRefused('over')
  if (facts.state !== 'stable') return allowed
  if (facts.stableDigest !== facts.artifactDigest) return rollBackRefused('superseded')
  return facts.previousDigest ? allowed : rollBackRefused('nothingBefore')
}
