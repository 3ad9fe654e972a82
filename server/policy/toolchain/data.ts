import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { RuleText } from '#server/policy/schemas.ts'
import { thresholds } from '#server/policy/thresholds.ts'
import { type Diagnostic, diagnostic } from '#server/policy/toolchain/diagnostic.ts'
import { readText } from '#server/policy/toolchain/sources.ts'

const envelopeFolder = 'policies/consent-envelopes'
const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

/** ADR-001 "Consent Envelopes", exactly its names. */
const EnvelopeFile = z.strictObject({
  user_id: z.uuid(),
  consent_type: z.enum(['analytics', 'marketing', 'personalization']),
  granted_at: instant,
  expires_at: instant,
  revocable: z.boolean(),
  data_categories: z.array(z.string()).min(1),
  processing_purposes: z.array(z.string()).min(1),
  cross_border_transfer: z.boolean(),
  retention_period_days: z.int().positive(),
})

/** What the rules read beside their input: thresholds, what each rule needs, and the known purposes. */
export async function policyData(root: string, rules: Record<string, RuleText>) {
  const { envelopes, diagnostics } = await readEnvelopes(root)
  const table = Object.entries(rules).map(([id, { severity, stage, origins, needs }]) => {
    return [id, { severity, stage, origins, needs }] as const
  })
  const data = { thresholds, rules: Object.fromEntries(table), consent: { envelopes } }
  return { text: `${JSON.stringify(data, null, 2)}\n`, diagnostics }
}

/** The envelopes with their times as milliseconds, which is all a rule can compare. */
async function readEnvelopes(root: string) {
  const envelopes: Record<string, unknown> = {}
  const diagnostics: Diagnostic[] = []
  for (const id of (await readdir(join(root, envelopeFolder))).sort()) {
    const path = `${envelopeFolder}/${id}/envelope.json`
    const parsed = EnvelopeFile.safeParse(JSON.parse(await readText(root, path)))
    if (!parsed.success) diagnostics.push(diagnostic('envelope', z.prettifyError(parsed.error), path))
    else if (parsed.data.expires_at <= parsed.data.granted_at)
      diagnostics.push(diagnostic('envelope', 'expires_at is not after granted_at', path))
    else envelopes[id] = named(parsed.data)
  }
  return { envelopes, diagnostics }
}

function named(file: z.infer<typeof EnvelopeFile>) {
  return {
    grantedAtMs: file.granted_at,
    expiresAtMs: file.expires_at,
    dataCategories: file.data_categories,
    processingPurposes: file.processing_purposes,
    crossBorderTransfer: file.cross_border_transfer,
    retentionPeriodDays: file.retention_period_days,
  }
}
