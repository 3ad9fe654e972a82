/** One thing ADR-001 asks for, where it is, and what would fail if it were not so. */
export interface Requirement {
  asked: string
  /** `here`: as asked. `partly`: the note says what is missing. `absent`: not in this version. */
  state: 'here' | 'partly' | 'absent'
  code: readonly string[]
  tests: readonly string[]
  note?: string
}

export interface Part {
  name: string
  requirements: readonly Requirement[]
}

const loop = 'server/loop'
const autonomy = `${loop}/autonomy`

export const trace: readonly Part[] = [
  {
    name: 'Intent Gateway',
    requirements: [
      {
        asked: 'Plain words become a structured, editable intent',
        state: 'here',
        code: [`${loop}/intents/structure`, `${loop}/intents/edit.ts`],
        tests: [`${loop}/intents/structure/structure.test.ts`, `${loop}/intents/intents.db.test.ts`],
      },
      {
        asked: 'Risk tier with its reasons, wrong in fewer than 5 of 100',
        state: 'here',
        code: ['policies/autonomy.rego', 'policies/lib/risk.rego', `${loop}/intents/classify.ts`],
        tests: [`${loop}/intents/corpus/corpus.test.ts`, 'policies/autonomy_test.rego'],
        note: 'measured on our own judged intents',
      },
      {
        asked: 'Prompts are cleaned of personal data and secrets',
        state: 'here',
        code: [`${loop}/intents/sanitise`],
        tests: [`${loop}/intents/sanitise/sanitise.test.ts`, `${loop}/intents/sanitise/form.test.ts`],
      },
      {
        asked: 'Every intent is recorded with who and when',
        state: 'here',
        code: [`${loop}/intents/entry.ts`, 'server/governed.ts'],
        tests: [`${loop}/intents/intents.db.test.ts`],
      },
    ],
  },
  {
    name: 'Design Synthesizer',
    requirements: [
      {
        asked: 'Alternatives, components, specification from templates or a model',
        state: 'here',
        code: [`${loop}/designs`, 'templates/code'],
        tests: ['templates/code/shapes.test.ts', 'templates/code/golden.test.ts'],
      },
      {
        asked: 'High and Critical designs are reviewed before code',
        state: 'here',
        code: [`${autonomy}/approvals/request-release.ts`, 'policies/autonomy/change.rego'],
        tests: ['policies/autonomy/change_test.rego', 'e2e/loop/high.test.ts'],
      },
    ],
  },
  {
    name: 'Codegen Pipeline',
    requirements: [
      {
        asked: 'Code, tests, documents and migrations; format, lint, types and tests before anyone is asked',
        state: 'here',
        code: [`${loop}/codegen`, 'server/workspaces/check.ts'],
        tests: [
          'server/workspaces/check.contract.test.ts',
          'templates/code/shapes.db.test.ts',
          'e2e/loop/shapes.test.ts',
        ],
      },
      {
        asked: 'Claude writes; other models and local ones as fall-back',
        state: 'partly',
        code: ['server/adapters/models', 'server/ports/models.ts'],
        tests: ['server/adapters/models/anthropic/claude.test.ts', 'server/adapters/models/chain.test.ts'],
        note: 'Claude and any server that speaks its protocol, then templates; no other vendor, no Copilot',
      },
      {
        asked: 'Which model wrote what, with which prompt, is on record',
        state: 'here',
        code: ['server/models/entries.ts', `${loop}/ledger/predicates/authoring.ts`],
        tests: ['server/adapters/models/model.contract.ts'],
      },
      {
        asked: 'Generated code runs where it can do no harm',
        state: 'here',
        code: ['server/adapters/sandbox'],
        tests: ['server/adapters/sandbox/bubblewrap.contract.test.ts'],
      },
    ],
  },
  {
    name: 'Policy Guards',
    requirements: [
      {
        asked: 'Five Rego packages: security, licensing, privacy, autonomy, lineage; and quality, architecture',
        state: 'here',
        code: ['policies'],
        tests: ['server/policy/toolchain/toolchain.test.ts', `${loop}/guards/templates-pass.test.ts`],
      },
      {
        asked: 'Zero tolerance: a violation blocks, and missing evidence is no pass',
        state: 'here',
        code: ['policies/guard.rego', 'policies/lib/evidence.rego', 'server/policy/evaluate.ts'],
        tests: ['server/policy/missing-keys.test.ts', 'server/policy/evaluate.test.ts', 'policies/guard_test.rego'],
      },
      {
        asked: '`opa test policies/` before every deployment',
        state: 'here',
        code: [`${loop}/guards/activate.ts`, 'policies/lineage/deployment.rego'],
        tests: [`${loop}/guards/evaluate.db.test.ts`, 'policies/lineage/deployment_test.rego'],
      },
      {
        asked: 'CI policy packs, pre-commit hooks',
        state: 'absent',
        code: [],
        tests: [],
        note: 'the same policy judges every commit inside the loop; packs for other CI systems come later',
      },
      {
        asked: 'Consent envelopes are checked before personal data are used or sent',
        state: 'partly',
        code: ['server/consent', 'policies/privacy.rego', 'policies/privacy/processing.rego'],
        tests: ['server/consent/consent.test.ts', 'policies/privacy/processing_test.rego'],
        note: 'no granting, revoking or purging in the product yet',
      },
    ],
  },
  {
    name: 'Artifact Ledger',
    requirements: [
      {
        asked: 'Tamper-evident trail from intent to deployment, signed',
        state: 'here',
        code: [`${loop}/ledger`],
        tests: [`${loop}/ledger/attack.db.test.ts`, `${loop}/ledger/audit.db.test.ts`],
      },
      {
        asked: 'Anyone can check it',
        state: 'here',
        code: [`${loop}/ledger/bundle`, `${loop}/ledger/proof`],
        tests: [
          `${loop}/ledger/bundle/bundle.db.test.ts`,
          `${loop}/ledger/format/merkle.test.ts`,
          `${loop}/ledger/witness/rewritten.db.test.ts`,
        ],
        note: 'witnessed locally unless outside witnesses are named, see SECURITY.md',
      },
      {
        asked: 'Written in less than a second, nothing lost',
        state: 'here',
        code: [`${loop}/ledger/sequencer`],
        tests: [`${loop}/ledger/sequencer/kill.db.test.ts`, `${loop}/ledger/bench/measure.db.test.ts`],
      },
      {
        asked: 'Kept for seven years; queried through GraphQL',
        state: 'absent',
        code: [],
        tests: [],
        note: 'nothing is ever deleted, but legal hold and GraphQL come later',
      },
    ],
  },
  {
    name: 'Autonomy Orchestrator',
    requirements: [
      {
        asked: 'Approvers by tier; never the requester; silence never approves',
        state: 'here',
        code: [`${autonomy}/approvals`, 'policies/autonomy/approvals.rego'],
        tests: [
          `${autonomy}/approvals/machine.test.ts`,
          'e2e/loop/approvals.test.ts',
          'e2e/journeys/own-work-cannot-be-approved.spec.ts',
        ],
      },
      {
        asked: 'Sandbox, canary of 5, 1 or 0.5 %, gates, gradual production',
        state: 'here',
        code: [`${autonomy}/rollout/ladder.ts`, `${autonomy}/thresholds.ts`, 'server/edge'],
        tests: [`${autonomy}/rollout/machine.test.ts`, 'server/edge/proxy.test.ts', 'e2e/loop/tiers.test.ts'],
      },
      {
        asked: 'Automatic rollback on errors, latency and health, in less than two minutes',
        state: 'here',
        code: [`${autonomy}/rollout/evidence`, `${autonomy}/rollout/roll-back.ts`],
        tests: [
          `${autonomy}/rollout/evidence/simulation.test.ts`,
          'server/edge/bench/bench.test.ts',
          'e2e/loop/rollback.test.ts',
        ],
      },
      {
        asked: 'Rollback on a policy violation, low confidence or revoked consent',
        state: 'partly',
        code: ['policies/autonomy/change.rego', `${loop}/guards/confidence.ts`],
        tests: ['policies/autonomy/change_test.rego'],
        note: 'low confidence stops a change before it ships; nothing watches the three at run time yet',
      },
      {
        asked: 'Reseal: root cause, stricter way back after a rollback',
        state: 'partly',
        code: [`${autonomy}/thresholds.ts`, `${autonomy}/rollout/ladder.ts`],
        tests: [`${autonomy}/rollout/evidence/decide.test.ts`],
        note: 'the stricter limits are there; the protocol round them comes later',
      },
      {
        asked: 'Halt everything or one service by the two commands printed in the ADR',
        state: 'here',
        code: ['ops/killswitch', `${autonomy}/killswitch`, 'server/platform/halt'],
        tests: ['ops/killswitch/killswitch.test.ts', 'e2e/loop/halt.test.ts', 'e2e/journeys/halt.spec.ts'],
      },
      {
        asked: 'Resuming takes a council directive and a security clearance, or a lead and a policy update',
        state: 'here',
        code: [`${autonomy}/killswitch/machine.ts`, 'prisma/migrations/0001_core/migration.sql'],
        tests: [`${autonomy}/killswitch/halt.db.test.ts`, 'e2e/journeys/halt.spec.ts'],
      },
      {
        asked: 'A page to whoever is on call',
        state: 'absent',
        code: [],
        tests: [],
        note: '`/api/metrics` and `/api/health` are there to alert on',
      },
    ],
  },
]
