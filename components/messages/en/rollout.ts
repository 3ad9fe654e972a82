export const rollout = {
  title: 'Deployment',
  address: 'Address',
  addressWhy:
    'Answers through the edge. It serves everyone the stable version, and a share of requests the one on trial.',
  states: {
    preparing: 'Preparing',
    sandbox: 'In the sandbox',
    canary: 'On trial with live traffic',
    gate: 'Waiting at a gate',
    stable: 'Everyone has it',
    rollingBack: 'Being taken back',
    rolledBack: 'Taken back',
    abandoned: 'The base moved; it is written anew',
  },
  steps: {
    sandbox: 'Sandbox',
    gate: 'Gate',
    production: 'Everyone',
  },
  weight: (percent: string) => `${percent} of live traffic`,
  ends: 'This step ends at the earliest',
  endsWhy: 'The clock is a minimum; evidence decides.',
  verdicts: {
    gather: 'Gathering evidence',
    proven: 'Within limits',
    freeze: 'Frozen',
    cut: 'Users taken off',
    rollBack: 'Taken back',
  },
  sources: { live: 'People’s requests', probe: 'Probes' },
  seenOf: (seen: number, needed: number) => `${seen} of ${needed} attempts`,
  attempts: (trials: number, bad: number, needed: number) =>
    `${trials} attempts, ${bad} failed; ${needed} without a failure prove the limit`,
  latency: (p95: number, limit: number) =>
    `95 % answered within ${Math.round(p95)} ms; the limit is ${Math.round(limit)} ms`,
  promote: 'Go one step on',
  rollBack: 'Take it back',
  artifact: 'Artifact',
  previous: 'Before it',
} as const
