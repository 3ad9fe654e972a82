/** The one table from what happened to the job that looks at it. An event without a job is for readers only. */
export const queues = ['designs', 'codegen', 'guards', 'builds', 'approvals', 'rollouts', 'merges'] as const
export type QueueName = (typeof queues)[number]

export const routes: Readonly<Record<string, QueueName>> = {
  'change.designing': 'designs',
  'change.designReview': 'approvals',
  'change.generating': 'codegen',
  'change.judging': 'guards',
  'change.building': 'builds',
  'change.approving': 'approvals',
  'change.rollingOut': 'rollouts',
  'change.merging': 'merges',
  'rollout.restored': 'merges',
  'halt.resumed': 'approvals',
  'workspace.added': 'builds',
}

/** How many jobs of a queue one worker runs at once: sandboxed work is bounded by two cores. */
export const concurrency: Readonly<Record<QueueName, number>> = {
  designs: 4,
  codegen: 2,
  guards: 2,
  builds: 2,
  approvals: 4,
  rollouts: 2,
  merges: 2,
}
