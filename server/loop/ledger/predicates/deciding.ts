import * as z from 'zod/mini'
import { Count, EntryId, Label, Moment, NamedDigest, Scalar, Service, Sha256 } from './parts.ts'

/** What rules and people decided. */

const Decision = z.enum(['allow', 'deny'])

export const PolicyDecision = z.strictObject({
  decision: Decision,
  decisionId: Label,
  bundleSha256: Sha256,
  inputSha256: Sha256,
  engine: Label,
  packages: z.array(
    z.strictObject({
      package: Label,
      decision: Decision,
      findings: z.array(
        z.strictObject({
          rule: Label,
          severity: Label,
          file: z.nullable(Label),
          line: z.nullable(Count),
        }),
      ),
      /** Names of the facts the allow rests on. */
      evidence: z.array(Label),
    }),
  ),
})

export const PolicyActivation = z.strictObject({
  event: z.enum(['activated', 'tested']),
  bundleSha256: Sha256,
  previousBundleSha256: z.nullable(Sha256),
  testsPassed: z.nullable(Count),
  testsFailed: z.nullable(Count),
})

export const Consent = z.strictObject({
  event: z.enum(['granted', 'changed', 'revoked']),
  envelopeId: Label,
  envelopeSha256: Sha256,
  purposes: z.array(Label),
  expiresAt: z.nullable(Moment),
})

export const ConsentCheck = z.strictObject({
  decision: z.enum(['permitted', 'refused']),
  purpose: Label,
  envelopeId: z.nullable(Label),
  envelopeSha256: z.nullable(Sha256),
  reason: z.nullable(Label),
})

/** What an approver signs: every entry of the change so far, and the artifacts it speaks of. */
export const EvidenceManifest = z.strictObject({
  format: z.literal('https://codex-dominion.dev/evidence-manifest/v1'),
  changeId: Label,
  entries: z.array(z.strictObject({ entryId: EntryId, kind: Label, leafSha256: Sha256 })).check(z.maxLength(300)),
  artifacts: z.array(NamedDigest),
})
export type EvidenceManifest = z.infer<typeof EvidenceManifest>

/** `bundleSha256` is the sha256 of the manifest's RFC 8785 bytes. */
export const Evidence = z.strictObject({ bundleSha256: Sha256, manifest: EvidenceManifest })

export const Approval = z.strictObject({
  decision: z.enum(['requested', 'approved', 'rejected', 'lapsed', 'expired']),
  /** `design` for the review of a design, `release` before rollout, `gate` for a manual step of one. */
  purpose: z.enum(['design', 'release', 'gate', 'resume', 'reseal']),
  /** The role that signed, or must; null when the rule decided by itself. */
  role: z.nullable(Label),
  rule: Label,
  automatic: z.boolean(),
  evidenceSha256: Sha256,
  reason: z.nullable(Label),
  stepUp: z.enum(['none', 'password']),
})

export const KillSwitch = z.strictObject({
  action: z.enum(['halt', 'resume']),
  scope: z.enum(['global', 'service']),
  service: z.nullable(Service),
  /** False when the service is not one the system knows; it is halted by that name all the same. */
  serviceKnown: z.boolean(),
  /** The words themselves are a salted digest; false means unspecified. */
  reasonGiven: z.boolean(),
  source: z.enum(['page', 'cli', 'command', 'journal', 'policy']),
  effectiveAt: Moment,
})

export const Identity = z.strictObject({
  event: z.enum([
    'personAdded',
    'personDisabled',
    'roleGranted',
    'roleRevoked',
    'practiceTeamAdded',
    'practiceTeamRemoved',
    'signInPolicyChanged',
    'tokenCreated',
    'tokenRevoked',
  ]),
  person: z.nullable(Label),
  roles: z.array(Label),
  details: z.record(z.string(), Scalar),
})

/** A state transition of the change that no better kind records. */
export const Change = z.strictObject({
  event: Label,
  from: z.nullable(Label),
  to: Label,
  /** An enumerated code, never words. */
  reason: z.nullable(Label),
  details: z.record(z.string(), Scalar),
})
export type Evidence = z.infer<typeof Evidence>
export type Approval = z.infer<typeof Approval>
