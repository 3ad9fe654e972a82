import { decodeEnvelope, decodeStatement, type NamedDigest, toHex } from './format/index.ts'
import type { LedgerReader } from './ports.ts'
import type { EntryHeader } from './schemas.ts'
import { type EntryRow, rowOf, rowsOfChange } from './store.ts'
import { type EntryKind, type Grade, headerField } from './vocabulary.ts'

/** One entry as pages show it. What it says is read from the signed envelope, never from the columns beside it. */
export interface EntryView {
  entryId: string
  kind: EntryKind
  grade: Grade
  /** Where it stands in the tree; null while it waits. */
  place: { shard: string; index: number } | null
  header: EntryHeader
  predicateType: string
  /** Without the header. */
  predicate: Record<string, unknown>
  subjects: readonly NamedDigest[]
  leafSha256: string
  keyIds: readonly string[]
  /** When the database took it: real time. */
  writtenAt: string
  position: number
}

/** The entries of a change, in the order they were written. */
export async function entriesOfChange(from: LedgerReader, changeId: string): Promise<EntryView[]> {
  return (await rowsOfChange(from, changeId)).map(viewOf)
}

/** Null when there is none of that id. */
export async function entry(from: LedgerReader, entryId: string): Promise<EntryView | null> {
  const row = await rowOf(from, entryId)
  return row && viewOf(row)
}

/** @throws EnvelopeError or StatementError when the stored bytes are not an entry. */
export function viewOf(row: EntryRow): EntryView {
  const envelope = decodeEnvelope(row.envelope)
  const { predicate, predicateType, subjects } = decodeStatement(envelope.payload)
  const { [headerField]: header, ...own } = predicate
  return {
    entryId: row.entry_id,
    kind: row.kind,
    grade: row.grade,
    place: row.shard === null || row.idx === null ? null : { shard: row.shard, index: row.idx },
    header: header as EntryHeader,
    predicateType,
    predicate: own,
    subjects,
    leafSha256: toHex(row.leaf_hash),
    keyIds: envelope.signatures.map(({ keyid }) => keyid),
    writtenAt: row.created_at,
    position: row.position,
  }
}
