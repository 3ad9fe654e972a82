import type { EntryDraft } from '../../draft.ts'
import type { EntryKind } from '../../vocabulary.ts'
import { buildSample, designSample, generationOf, intentSample, mergeSample, workspaceSample } from './authoring.ts'
import {
  approvalSample,
  changeSample,
  consentCheckSample,
  consentSample,
  evidenceSample,
  identitySample,
  killSwitchSample,
  policyActivationSample,
  policyDecisionOf,
} from './deciding.ts'
import {
  clockSample,
  deploymentSample,
  incidentSample,
  keyRotationSample,
  keysetSample,
  performanceSample,
  projectionSample,
  resealSample,
  rollbackSample,
  sealSample,
  shardGenesisSample,
} from './delivering.ts'
import { erasureSample, legalHoldSample, retentionSample } from './retaining.ts'
import {
  checkSample,
  componentsSample,
  sourceLevelSample,
  verificationSample,
  vulnerabilitiesSample,
} from './verifying.ts'

export { generationOf } from './authoring.ts'
export { policyDecisionOf } from './deciding.ts'
export { entryId, moment } from './parts.ts'

/** One draft of each kind, with as many of its fields filled as there are. */
export const samples: { [K in EntryKind]: Extract<EntryDraft, { kind: K }> } = {
  intent: intentSample,
  design: designSample,
  generation: generationOf({ outcome: 'answered' }),
  check: checkSample,
  components: componentsSample,
  vulnerabilities: vulnerabilitiesSample,
  'policy-decision': policyDecisionOf(),
  verification: verificationSample,
  'policy-activation': policyActivationSample,
  consent: consentSample,
  'consent-check': consentCheckSample,
  build: buildSample,
  evidence: evidenceSample,
  approval: approvalSample,
  deployment: deploymentSample,
  performance: performanceSample,
  rollback: rollbackSample,
  incident: incidentSample,
  reseal: resealSample,
  seal: sealSample,
  merge: mergeSample,
  'source-level': sourceLevelSample,
  'kill-switch': killSwitchSample,
  workspace: workspaceSample,
  identity: identitySample,
  change: changeSample,
  clock: clockSample,
  keyset: keysetSample,
  'shard-genesis': shardGenesisSample,
  'key-rotation': keyRotationSample,
  projection: projectionSample,
  erasure: erasureSample,
  'legal-hold': legalHoldSample,
  retention: retentionSample,
}
