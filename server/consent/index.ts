export { consentCheckEntry } from './entry.ts'
export { workspaceConsents } from './envelopes.ts'
export { envelopeFacts, type Processing, processingFacts, recordFacts } from './facts.ts'
export { ensureMayCallModel, type ModelCallAnswer, mayCallModel, regionOf } from './model-calls.ts'
