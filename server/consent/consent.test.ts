import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { activePolicy, type Policy } from '#server/policy/index.ts'
import {
  consentCheckEntry,
  ensureMayCallModel,
  envelopeFacts,
  mayCallModel,
  processingFacts,
  recordFacts,
  regionOf,
  workspaceConsents,
} from './index.ts'
import { type ConsentEnvelope, ConsentRecord } from './schemas.ts'

let policy: Policy
beforeAll(async () => {
  policy = await activePolicy()
})

const now = Date.parse('2026-11-24T12:00:00Z')
const person = '6f1c2a58-6c1e-4c53-9d0b-3f0a4b1c7e10'
const envelope: ConsentEnvelope = {
  user_id: person,
  consent_type: 'personalization',
  granted_at: '2026-01-01T00:00:00Z',
  expires_at: '2027-01-01T00:00:00Z',
  revocable: true,
  data_categories: ['intent_text', 'contact'],
  processing_purposes: ['model_assistance', 'port_notices'],
  cross_border_transfer: true,
  retention_period_days: 30,
}
const record = (more: Partial<ConsentRecord> = {}): ConsentRecord =>
  z.parse(ConsentRecord, {
    schema_version: 1,
    record_id: 'consent-1',
    controller: 'Port Authority',
    lawful_basis: 'consent',
    notice: { version: '1', sha256: 'a'.repeat(64) },
    jurisdiction: 'TT',
    recipients: [{ name: 'Anthropic', country: 'US' }],
    storage_location: 'TT',
    revoked_at: null,
    revocation_method: null,
    history: [{ event: 'granted', at: '2026-01-01T00:00:00Z', method: 'page' }],
    signature: null,
    envelope,
    ...more,
  })

describe('asking a model', () => {
  const ask = (change: Partial<ConsentEnvelope>, at = now) =>
    mayCallModel(policy, [envelopeFacts('one', { ...envelope, ...change })], 'US', at)

  it('abroad is allowed under an envelope that covers purpose, category and transfer', () => {
    const answer = ask({})
    expect(answer.allowed).toBe(true)
    expect(() => ensureMayCallModel(answer)).not.toThrow()
  })

  it.each<[string, Partial<ConsentEnvelope>, string]>([
    ['without transfer', { cross_border_transfer: false }, 'privacy.transfer_not_permitted'],
    ['for another purpose', { processing_purposes: ['port_notices'] }, 'privacy.consent_missing'],
    ['of another category', { data_categories: ['contact'] }, 'privacy.category_not_covered'],
    ['that has ended', { expires_at: '2026-11-24T12:00:00Z' }, 'privacy.consent_missing'],
    ['that has not begun', { granted_at: '2026-11-24T12:00:01Z' }, 'privacy.consent_missing'],
  ])('abroad is refused under an envelope %s', (_, change, rule) => {
    const answer = ask(change)
    expect(answer.allowed).toBe(false)
    expect(answer.verdict?.findings.map((finding) => finding.rule)).toContain(rule)
    expect(() => ensureMayCallModel(answer)).toThrow(expect.objectContaining({ code: 'refused', reason: 'residency' }))
  })

  it('abroad is refused without any envelope', () => expect(mayCallModel(policy, [], 'US', now).allowed).toBe(false))
  it('is enough for one of several', () => {
    const other = envelopeFacts('two', {
      ...envelope,
      user_id: '0b8e6d5a-2f43-4a67-8c1d-9a7be1c5d204',
      cross_border_transfer: false,
    })
    expect(mayCallModel(policy, [other, envelopeFacts('one', envelope)], 'US', now).allowed).toBe(true)
  })
  it('on this machine needs none', () =>
    expect(mayCallModel(policy, [], null, now)).toMatchObject({ allowed: true, verdict: null }))

  it.each([
    ['templates', 'https://api.anthropic.com', null],
    ['anthropic', 'https://api.anthropic.com', 'US'],
    ['anthropic', 'http://127.0.0.1:8080', null],
    ['anthropic', 'http://localhost:11434', null],
    ['anthropic', 'https://127.0.0.1.example.org', 'US'],
  ] as const)('%s at %s is in %s', (provider, url, region) => expect(regionOf(provider, url)).toBe(region))

  it('is recorded, with the rule that refused it', () => {
    const context = { changeId: 'chg_1', runId: null, riskTier: 'high' } as const
    expect(consentCheckEntry(ask({}), context).predicate).toMatchObject({
      decision: 'permitted',
      envelopeId: 'one',
      reason: null,
    })
    expect(consentCheckEntry(ask({ cross_border_transfer: false }), context).predicate).toMatchObject({
      decision: 'refused',
      reason: 'privacy.transfer_not_permitted',
    })
  })
})

describe("a person's data", () => {
  const use = { person, purpose: 'port_notices', categories: ['contact'], region: 'TT', ageDays: 30 } as const
  const verdict = (facts: Parameters<typeof processingFacts>[1], change: object = {}) =>
    policy.evaluate(
      'guard/verdict',
      processingFacts({ ...use, ...change }, facts, { nowMs: now, policyDigest: policy.digest }),
    )

  it('may be used as consented', () => expect(verdict([recordFacts(record())]).allow).toBe(true))
  it.each<[string, Partial<ConsentRecord>, boolean]>([
    ['revoked just now', { revoked_at: '2026-11-24T12:00:00Z', revocation_method: 'page' }, false],
    ['revoked long ago', { revoked_at: '2026-02-01T00:00:00Z', revocation_method: 'page' }, false],
    ['to be revoked a second later', { revoked_at: '2026-11-24T12:00:01Z', revocation_method: 'page' }, true],
  ])('%s', (_, change, allow) => expect(verdict([recordFacts(record(change))]).allow).toBe(allow))
  it.each([
    ['kept a day too long', { ageDays: 31 }],
    ['of unknown age', { ageDays: null }],
    ['of somebody else', { person: 'person-2' }],
    ['for a purpose nobody named', { purpose: 'advertising' }],
  ])('may not be used: %s', (_, change) => expect(verdict([recordFacts(record())], change).allow).toBe(false))
  it('may not be used when consents could not be read', () => expect(verdict(null).allow).toBe(false))
})

describe('the envelopes of a workspace', () => {
  it('are read as the policies have them', async () => {
    const [notices] = await workspaceConsents(['port-notices'])
    expect(notices).toMatchObject({ id: 'port-notices', crossBorderTransfer: false, revoked: false, revokedAtMs: null })
  })
  it.each(['nowhere', '../dist', 'Port', ''])('refuse what is not there: %j', async (id) => {
    await expect(workspaceConsents([id])).rejects.toMatchObject({ reason: 'consentUnknown' })
  })
})
