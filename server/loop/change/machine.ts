import { type EventOf, machine, type StateOf } from '#server/platform/machine.ts'

/** ADR-001 "Data Flows": one intent's way through the loop. */
export const changeMachine = machine('change', 'designing', {
  designing: {
    edited: 'designing',
    designed: 'generating',
    reviewNeeded: 'designReview',
    unfit: 'unfit',
    failed: 'failed',
    withdrawn: 'withdrawn',
  },
  designReview: { approved: 'generating', edited: 'designing', declined: 'declined', withdrawn: 'withdrawn' },
  generating: { generated: 'judging', unfit: 'unfit', failed: 'failed', withdrawn: 'withdrawn' },
  judging: { allowed: 'building', denied: 'denied', failed: 'failed', withdrawn: 'withdrawn' },
  building: { built: 'approving', failed: 'failed', withdrawn: 'withdrawn' },
  approving: {
    approved: 'rollingOut',
    declined: 'declined',
    contentChanged: 'judging',
    withdrawn: 'withdrawn',
  },
  rollingOut: {
    stable: 'merging',
    rolledBack: 'rolledBack',
    baseMoved: 'generating',
    contentChanged: 'judging',
    denied: 'denied',
    withdrawn: 'withdrawn',
  },
  merging: { merged: 'delivered', rolledBack: 'rolledBack', failed: 'failed' },
  delivered: { rolledBack: 'rolledBack' },
  unfit: { edited: 'designing' },
  denied: { contentChanged: 'judging', retried: 'designing' },
  declined: {},
  failed: { contentChanged: 'judging', retried: 'designing' },
  withdrawn: {},
  rolledBack: {},
})

export type ChangeState = StateOf<typeof changeMachine>
export type ChangeEvent = EventOf<typeof changeMachine>
