/** What checks entries, proofs and bundles: no database, no server, no Node. The browser's way in. */
export type { BundleVerdict, Fault } from '../bundle/verdict.ts'
export { type VerifyOptions, verifyBundle } from '../bundle/verify.ts'
export * from '../format/index.ts'
export { type TrustedKeys, VerificationFailed, type VerifiedEntry, verifyEntry } from '../verify.ts'
