import type { LedgerReader, LedgerTransaction } from '../ports.ts'
import type { KeptPart } from './vocabulary.ts'

export async function insertText(
  tx: LedgerTransaction,
  text: { entryId: string; part: KeptPart; subject: string; sealed: Uint8Array; until: Date },
): Promise<void> {
  await tx.$executeRawUnsafe(
    `insert into ledger.kept_text (event_id, part, subject, sealed, kept_until)
     values ($1::uuid, $2::text, $3::text, $4::bytea, $5::timestamptz)`,
    text.entryId,
    text.part,
    text.subject,
    text.sealed,
    text.until.toISOString(),
  )
}

export interface TextRow {
  part: KeptPart
  subject: string
  sealed: Uint8Array | null
  kept_until: string
}

export function textsOf(from: LedgerReader, entryId: string): Promise<TextRow[]> {
  return from.$queryRawUnsafe(
    `select part, subject, sealed, to_char(kept_until at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as kept_until
     from ledger.kept_text where event_id = $1::uuid`,
    entryId,
  )
}

/** The person whose words a change is made of, if they were erased: when. */
export async function requesterErasedAt(from: LedgerReader, changeId: string): Promise<string | null> {
  const rows = await from.$queryRawUnsafe<{ at: string }[]>(
    `select to_char(e.erased_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
     from ledger.erased_subject e join public.change c on c.requester_id = e.subject where c.id = $1::text`,
    changeId,
  )
  return rows[0]?.at ?? null
}

export async function expireTexts(tx: LedgerTransaction): Promise<number> {
  const rows = await tx.$queryRawUnsafe<{ expired: number }[]>('select ledger.expire_texts() as expired')
  return rows[0]?.expired ?? 0
}
