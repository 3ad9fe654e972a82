import * as z from 'zod/mini'
import { Failure } from '#server/platform/errors.ts'
import type { KeyEncryption } from '#server/ports/key-encryption.ts'
import { type SealedDisclosure, seal } from './disclose.ts'
import type { AppendContext, Appended, EntryDraft } from './draft.ts'
import {
  disclose,
  encodeEnvelope,
  encodeStatement,
  preAuthenticationEncoding,
  statementPayloadType,
} from './format/index.ts'
import { newEntryId } from './id.ts'
import { keep } from './kept/keep.ts'
import type { LedgerTransaction } from './ports.ts'
import { DraftFrame, EntryHeader, predicates } from './schemas.ts'
import { insertEntry } from './store.ts'
import { keyToWrite } from './subject-keys.ts'
import { defaultTenant, envelopeLimit, headerField, predicateTypes } from './vocabulary.ts'

export type { AppendContext, Appended, EntryDraft } from './draft.ts'

/**
 * Writes one signed entry inside the caller's transaction, so that it is as durable as the business change it records.
 * It waits in the queue until the sequencer puts it into the tree, milliseconds later.
 * @throws EntryRefused when the draft does not fit its kind's schema or its envelope is larger than 60 KiB; Failure
 * `refused` when it holds words of a person who was erased.
 */
export async function append(tx: LedgerTransaction, draft: EntryDraft, context: AppendContext): Promise<Appended> {
  const entryId = newEntryId()
  const disclosures = Object.entries(draft.personal?.fields ?? {}).map(([name, value]) => disclose(name, value))
  const envelope = await envelopeOf(entryId, draft, disclosures, context)
  const sealed = await sealAll(tx, entryId, draft.personal?.subject, disclosures, context)
  const leafSha256 = await insertEntry(tx, { ...draft, entryId, envelope, sealed })
  if (draft.kept) await keep(tx, entryId, draft.kept, { ...context, keys: keysOf(context) })
  return { entryId, leafSha256 }
}

/** The bytes of an entry: what is stored, hashed and proved. @throws EntryRefused */
export async function envelopeOf(
  entryId: string,
  draft: EntryDraft,
  disclosures: readonly { digest: string }[],
  context: AppendContext,
): Promise<Uint8Array> {
  const payload = encodeStatement({
    subjects: draft.subjects,
    predicateType: predicateTypes[draft.kind],
    predicate: { ...fields(draft), ...salted(disclosures), [headerField]: header(entryId, draft, context) },
  })
  return await sign(payload, context)
}

export class EntryRefused extends Error {
  override readonly name = 'EntryRefused'
}

/** The draft's own words, checked: nothing enters a leaf that its kind's schema does not name. */
function fields(draft: EntryDraft): Record<string, unknown> {
  check(draft.kind, DraftFrame, draft)
  return check<Record<string, unknown>>(draft.kind, predicates[draft.kind], draft.predicate)
}

function header(entryId: string, draft: EntryDraft, context: AppendContext): EntryHeader {
  return check(draft.kind, EntryHeader, {
    entryId,
    tenant: context.tenant ?? defaultTenant,
    runId: draft.runId,
    changeId: draft.changeId,
    occurredAt: context.occurredAt.toISOString(),
    clockOffsetMs: context.clockOffsetMs,
    actor: context.actor,
    riskTier: draft.riskTier,
    practice: context.practice,
    scripted: draft.scripted ?? false,
    materials: draft.materials,
  })
}

function salted(disclosures: readonly { digest: string }[]): Record<string, unknown> {
  if (disclosures.length === 0) return {}
  // Sorted, so that their order says nothing about which field is which (RFC 9901 §4.2.4.1).
  return { _sd: disclosures.map(({ digest }) => digest).sort(), _sd_alg: 'sha-256' }
}

async function sign(payload: Uint8Array<ArrayBuffer>, { signer }: AppendContext): Promise<Uint8Array> {
  const { keyId, signature } = await signer.sign('entry', preAuthenticationEncoding(statementPayloadType, payload))
  const signatures = [{ keyid: keyId, sig: Uint8Array.from(signature) }]
  const envelope = encodeEnvelope({ payloadType: statementPayloadType, payload, signatures })
  if (envelope.length > envelopeLimit) {
    throw new EntryRefused(
      `an entry of ${envelope.length} bytes is over the limit of ${envelopeLimit}; name large evidence by digest`,
    )
  }
  return envelope
}

async function sealAll(
  tx: LedgerTransaction,
  entryId: string,
  subject: string | undefined,
  disclosures: readonly { digest: string; encoded: string }[],
  context: AppendContext,
): Promise<SealedDisclosure[]> {
  if (subject === undefined || disclosures.length === 0) return []
  const key = await keyToWrite(tx, subject, keysOf(context))
  if (key === null) throw erased
  return disclosures.map((disclosure) => seal(key, subject, entryId, disclosure))
}

const erased = new Failure(
  'refused',
  'erased',
  'Everything known of this person was erased by law. No word of theirs is taken any more; nothing was written.',
)

function keysOf({ keys }: AppendContext): KeyEncryption {
  if (!keys) throw new EntryRefused('words of a person need the keys that wrap theirs')
  return keys
}

function check<T>(kind: string, schema: z.ZodMiniType, value: unknown): T {
  const parsed = z.safeParse(schema, value)
  if (parsed.success) return parsed.data as T
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new EntryRefused(`not an entry of kind ${kind}: ${faults.join('; ')}`)
}
