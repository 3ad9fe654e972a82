import type { LedgerReader, LedgerTransaction } from './ports.ts'

/** SQL about persons: their keys, and that they were erased. */

/** Holds off an erasure of this person until the transaction ends; waits for one that is under way. */
export async function holdSubject(tx: LedgerTransaction, subject: string): Promise<void> {
  await tx.$executeRawUnsafe(
    `select pg_advisory_xact_lock_shared(hashtextextended('subject:' || $1::text, 0))`,
    subject,
  )
}

export async function insertSubjectKey(tx: LedgerTransaction, subject: string, wrapped: Uint8Array): Promise<void> {
  await tx.$executeRawUnsafe(
    'insert into ledger.subject_key (subject, key) values ($1::text, $2::bytea) on conflict do nothing',
    subject,
    wrapped,
  )
}

export async function wrappedKey(from: LedgerReader, subject: string): Promise<Uint8Array | null> {
  const rows = await from.$queryRawUnsafe<{ key: Uint8Array }[]>(
    'select key from ledger.subject_key where subject = $1::text',
    subject,
  )
  return rows[0]?.key ?? null
}

export function plainKeys(from: LedgerReader): Promise<{ subject: string; key: Uint8Array }[]> {
  return from.$queryRawUnsafe('select subject, key from ledger.subject_key where octet_length(key) = 32')
}

/** @returns false when someone replaced it first */
export async function replacePlainKey(
  tx: LedgerTransaction,
  subject: string,
  plain: Uint8Array,
  wrapped: Uint8Array,
): Promise<boolean> {
  const rows = await tx.$queryRawUnsafe<{ done: boolean }[]>(
    'select ledger.wrap_subject_key($1::text, $2::bytea, $3::bytea) as done',
    subject,
    plain,
    wrapped,
  )
  return rows[0]?.done ?? false
}

/** Business time; null when they were not erased. */
export async function erasedAt(from: LedgerReader, subject: string): Promise<string | null> {
  const rows = await from.$queryRawUnsafe<{ at: string }[]>(
    `select to_char(erased_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
     from ledger.erased_subject where subject = $1::text`,
    subject,
  )
  return rows[0]?.at ?? null
}
