/** What checks entries, proofs and bundles: no database, no server, no Node. The browser's way in. */
export { type VerifyOptions, verifyBundle } from './bundle.ts'
export { type TrustedKeys, type VerifiedEntry, verifyEntry } from './entry.ts'
export {
  checkMaterial,
  type EntryCheck,
  type EntryMaterial,
  entryChecks,
  type MaterialVerdict,
  type ProvedBytes,
} from './material.ts'
export type { BundleVerdict, Fault } from './verdict.ts'
export type { Witnessing } from './witnessing.ts'
