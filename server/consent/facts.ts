import { digestOf } from '#server/platform/digest.ts'
import type { ConsentFacts, ProcessingFacts } from '#server/policy/schemas.ts'
import type { ConsentEnvelope, ConsentRecord } from './schemas.ts'

/** An envelope of the policies has no revocation of its own: taking it back is taking the file out. */
export function envelopeFacts(id: string, envelope: ConsentEnvelope): ConsentFacts {
  return factsOf(id, envelope, null)
}

/** A record's envelope, as revoked as the record says. A moment of revocation counts from that moment. */
export function recordFacts({ record_id, envelope, revoked_at }: ConsentRecord): ConsentFacts {
  return factsOf(record_id, envelope, revoked_at)
}

function factsOf(id: string, envelope: ConsentEnvelope, revokedAt: string | null): ConsentFacts {
  return {
    id,
    person: envelope.user_id,
    kind: envelope.consent_type,
    grantedAtMs: Date.parse(envelope.granted_at),
    expiresAtMs: Date.parse(envelope.expires_at),
    revoked: revokedAt !== null,
    revokedAtMs: revokedAt === null ? null : Date.parse(revokedAt),
    dataCategories: envelope.data_categories,
    processingPurposes: envelope.processing_purposes,
    crossBorderTransfer: envelope.cross_border_transfer,
    retentionPeriodDays: envelope.retention_period_days,
  }
}

export interface Processing {
  /** Pseudonym of the person whose data they are. */
  person: string
  purpose: string
  categories: readonly [string, ...string[]]
  /** Where it would happen (ISO 3166 alpha-2); null when unknown, which counts as abroad. */
  region: string | null
  /** Age of the oldest record, in days; null when unknown, which counts as too old. */
  ageDays: number | null
}

/**
 * One use of one person's data, put to Rego `privacy.processing`, which alone decides. `consents` null says that they could
 * not be read, which is refused.
 */
export function processingFacts(
  processing: Processing,
  consents: readonly ConsentFacts[] | null,
  { nowMs, policyDigest }: { nowMs: number; policyDigest: string },
): ProcessingFacts {
  const { person, purpose, categories, region, ageDays } = processing
  const own = consents?.filter((consent) => consent.person === person) ?? null
  return {
    version: 1,
    stage: 'processing',
    nowMs,
    policyDigest,
    origin: 'generated',
    subject: { id: person },
    operation: { purpose, categories: [...categories], region, ageDays },
    consents: own,
    evidence: [
      {
        kind: 'consents',
        producer: 'server/consent',
        producerVersion: '1',
        completed: own !== null,
        passed: null,
        subject: person,
        sha256: digestOf(own),
      },
    ],
  }
}
