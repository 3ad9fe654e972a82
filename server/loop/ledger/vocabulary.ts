/** The words of the ledger. Browser-safe. */

const own = 'https://codex-dominion.dev'

/**
 * Every kind of entry and the in-toto predicate type it is written as. Outside standards are used where there is one. A
 * type's meaning never changes: a new field may be added, a new meaning is a new version.
 */
export const predicateTypes = {
  intent: `${own}/intent/v1`,
  design: `${own}/design/v1`,
  generation: `${own}/generation/v1`,
  check: 'https://in-toto.io/attestation/test-result/v0.1',
  components: 'https://cyclonedx.org/bom',
  vulnerabilities: 'https://in-toto.io/attestation/vulns/v0.2',
  'policy-decision': `${own}/policy-decision/v1`,
  verification: 'https://in-toto.io/attestation/svr/v0.2',
  'policy-activation': `${own}/policy-activation/v1`,
  consent: `${own}/consent/v1`,
  'consent-check': `${own}/consent-check/v1`,
  build: 'https://slsa.dev/provenance/v1',
  evidence: `${own}/evidence/v1`,
  approval: `${own}/approval/v1`,
  deployment: `${own}/deployment/v1`,
  performance: `${own}/performance/v1`,
  rollback: `${own}/rollback/v1`,
  incident: `${own}/incident/v1`,
  reseal: `${own}/reseal/v1`,
  seal: `${own}/seal/v1`,
  merge: `${own}/merge/v1`,
  'source-level': 'https://slsa.dev/verification_summary/v1',
  'kill-switch': `${own}/kill-switch/v1`,
  workspace: `${own}/workspace/v1`,
  identity: `${own}/identity/v1`,
  change: `${own}/change/v1`,
  clock: `${own}/clock/v1`,
  keyset: `${own}/keyset/v1`,
  'shard-genesis': `${own}/shard-genesis/v1`,
  'key-rotation': `${own}/key-rotation/v1`,
  erasure: `${own}/erasure/v1`,
  'legal-hold': `${own}/legal-hold/v1`,
  retention: `${own}/retention/v1`,
  projection: `${own}/projection/v1`,
} as const

export type EntryKind = keyof typeof predicateTypes

/**
 * How far an entry is proved. `pending` is durable but not yet in the tree; `sequenced` has a signed inclusion proof; then enough
 * witnesses have countersigned a head above it, all of them on this machine, or one elsewhere among them; `anchored`: a Git
 * remote accepted a head over it. What only our own repository holds, or a timestamp that only we keep, anchors nothing.
 */
export const grades = ['pending', 'sequenced', 'witnessedLocally', 'witnessed', 'anchored'] as const
export type Grade = (typeof grades)[number]

/** What was not reached, said wherever a grade is shown. */
export const absentGrades = {
  witnessed:
    'No outside witness has countersigned this log: whoever controls the machine it runs on could rewrite it whole.',
  anchored:
    'No Git remote has accepted a head over this: anchors are on the machine that keeps the log, and nowhere else.',
} as const

/** Bytes of one envelope at most; tlog-tiles length-prefixes an entry with 16 bits, and the rest is kept in reserve. */
export const envelopeLimit = 60 * 1024

/** The one tenant there is. Part of every entry so that more can be added without a new leaf format. */
export const defaultTenant = 'default'

/** Where our header sits inside every predicate, named as SLSA asks of extension fields: `<vendor>_<field>`. */
export const headerField = 'dominion_header'
