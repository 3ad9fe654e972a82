/** The words of the ledger. Browser-safe. */

const own = 'https://codex-dominion.dev'

/**
 * Every kind of entry and the in-toto predicate type it is written as. Outside standards are used where they fit:
 * in-toto test-result v0.1 for checks and SLSA provenance v1 for builds. A type's meaning never changes; a new meaning
 * is a new version.
 */
export const predicateTypes = {
  intent: `${own}/intent/v1`,
  design: `${own}/design/v1`,
  generation: `${own}/generation/v1`,
  check: 'https://in-toto.io/attestation/test-result/v0.1',
  'policy-decision': `${own}/policy-decision/v1`,
  'policy-activation': `${own}/policy-activation/v1`,
  consent: `${own}/consent/v1`,
  'consent-check': `${own}/consent-check/v1`,
  build: 'https://slsa.dev/provenance/v1',
  evidence: `${own}/evidence/v1`,
  approval: `${own}/approval/v1`,
  deployment: `${own}/deployment/v1`,
  rollback: `${own}/rollback/v1`,
  merge: `${own}/merge/v1`,
  'kill-switch': `${own}/kill-switch/v1`,
  workspace: `${own}/workspace/v1`,
  identity: `${own}/identity/v1`,
  change: `${own}/change/v1`,
  clock: `${own}/clock/v1`,
  keyset: `${own}/keyset/v1`,
  'shard-genesis': `${own}/shard-genesis/v1`,
  projection: `${own}/projection/v1`,
} as const

export type EntryKind = keyof typeof predicateTypes

/** How far an entry is proved. `pending` is durable but not yet in the tree; `sequenced` has a signed inclusion proof. */
export const grades = ['pending', 'sequenced'] as const
export type Grade = (typeof grades)[number]

/** What this version cannot offer, said wherever a grade is shown. */
export const absentGrades = {
  witnessed: 'No outside witness has countersigned this log: witnesses are not part of this version.',
  anchored: 'This log is not anchored in Git or by a timestamp authority: anchors are not part of this version.',
} as const

/** Bytes of one envelope at most; tlog-tiles length-prefixes an entry with 16 bits, and the rest is kept in reserve. */
export const envelopeLimit = 60 * 1024

/** The one tenant there is. Part of every entry so that more can be added without a new leaf format. */
export const defaultTenant = 'default'

/** Where our header sits inside every predicate, named as SLSA asks of extension fields: `<vendor>_<field>`. */
export const headerField = 'dominion_header'
