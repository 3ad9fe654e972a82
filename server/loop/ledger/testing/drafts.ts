import { join } from 'node:path'
import { fileKeyEncryption } from '#server/adapters/key-encryption/files.ts'
import { env } from '#server/platform/env.ts'
import type { Signer } from '#server/ports/signer.ts'
import type { AppendContext, EntryDraft } from '../draft.ts'
import { evidenceDigest } from '../proof/digest.ts'
import type { EvidenceManifest, Predicate } from '../schemas.ts'

/** Small valid drafts and contexts for tests and measurements. */

export function contextOf(signer: Signer): AppendContext {
  const actor = { kind: 'system', ref: 'actor_test' } as const
  return { signer, keys: testKeys, actor, occurredAt: new Date(), clockOffsetMs: 0, practice: false }
}

const testKeys = fileKeyEncryption(join(env().DOMINION_DATA, 'keys', `tests-${process.pid}.key`))

const zero = '00'.repeat(32)
const frame = { runId: null, riskTier: null, materials: [], subjects: [{ name: 'subject', sha256: zero }] }

export function clockDraft(changeId: string | null = null): EntryDraft {
  return { ...frame, kind: 'clock', changeId, predicate: { fromOffsetMs: 0, toOffsetMs: 1 } }
}

export function intentDraft(changeId: string, person: string, text: string): EntryDraft {
  const predicate: Predicate<'intent'> = {
    event: 'submitted',
    shape: null,
    service: 'harbour',
    classifier: null,
    rules: [],
    reclassificationOf: null,
  }
  return { ...frame, kind: 'intent', changeId, predicate, personal: { subject: person, fields: { text } } }
}

export function evidenceDraft(changeId: string, entries: EvidenceManifest['entries']): EntryDraft {
  const format = 'https://codex-dominion.dev/evidence-manifest/v1'
  const manifest: EvidenceManifest = { format, changeId, entries, artifacts: [{ name: 'artifact', sha256: zero }] }
  const bundleSha256 = evidenceDigest(manifest)
  const subjects = [{ name: 'evidence', sha256: bundleSha256 }]
  return { ...frame, kind: 'evidence', changeId, subjects, predicate: { bundleSha256, manifest } }
}

export function approvalDraft(changeId: string, evidenceSha256: string): EntryDraft {
  const predicate = {
    decision: 'approved',
    purpose: 'release',
    role: 'lead',
    rule: 'release.medium',
    automatic: false,
    evidenceSha256,
    reason: null,
    stepUp: 'none',
  } as const
  const materials = [{ name: 'evidence', sha256: evidenceSha256 }]
  return { ...frame, kind: 'approval', changeId, materials, predicate }
}

export function haltDraft(): EntryDraft {
  const predicate = {
    action: 'halt',
    scope: 'global',
    service: null,
    serviceKnown: true,
    reasonGiven: false,
    source: 'cli',
    effectiveAt: new Date(0).toISOString(),
  } as const
  return { ...frame, kind: 'kill-switch', changeId: null, predicate }
}
