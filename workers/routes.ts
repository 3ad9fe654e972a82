/** The one table from what happened to the job that looks at it. An event without a job is for readers only. */
export const queues = ['designs', 'codegen', 'guards', 'builds', 'approvals', 'rollouts', 'merges'] as const
export type QueueName = (typeof queues)[number]

export const routes: Readonly<Record<string, QueueName>> = {
  'change.designing': 'designs',
  'change.generating': 'codegen',
  'change.judging': 'guards',
  'change.building': 'builds',
  'change.approving': 'approvals',
  'approval.due': 'approvals',
  'change.rollingOut': 'rollouts',
  'change.merging': 'merges',
}
