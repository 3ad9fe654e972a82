import type { ChangeState } from '#server/loop/change/machine.ts'

const states: Record<ChangeState, string> = {
  designing: 'Designing',
  designReview: 'Design in review',
  generating: 'Writing code',
  judging: 'Judging by policy',
  building: 'Building',
  approving: 'Waiting for approval',
  rollingOut: 'Rolling out',
  merging: 'Merging',
  delivered: 'In production',
  unfit: 'No template fits',
  denied: 'Denied by policy',
  declined: 'Declined',
  failed: 'Failed',
  withdrawn: 'Withdrawn',
  rolledBack: 'Taken back',
}

export const changes = {
  states,
  tiers: { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' },
  tierLabel: (tier: string) => `${tier} risk`,
  tierMeans: {
    low: 'Approved by policy; nobody has to look.',
    medium: 'A lead approves it.',
    high: 'A manager and security approve it; its design is reviewed first.',
    critical: 'The council and legal approve it; its design is reviewed first.',
  },
  human: 'Written by a person',
  practice: 'Practice',
  for: (service: string) => `for ${service}`,
  byWord: 'by',
  lineage: 'Lineage',
  peek: 'Peek',
  peekAt: (title: string) => `Peek at ${title}`,
} as const
