/** A place in the order of what happened, as `<transaction>.<number>`. Browser-safe. */
export type Cursor = string

export const beginning: Cursor = '0.0'

/** Null when the text is no cursor. */
export function readCursor(text: string | null | undefined): Cursor | null {
  return text && /^\d{1,19}\.\d{1,19}$/.test(text) ? text : null
}

export function cursorParts(cursor: Cursor): readonly [bigint, bigint] {
  const [txid = '0', id = '0'] = cursor.split('.')
  return [BigInt(txid), BigInt(id)]
}

export function isAfter(cursor: Cursor, other: Cursor): boolean {
  const [txid, id] = cursorParts(cursor)
  const [otherTxid, otherId] = cursorParts(other)
  return txid === otherTxid ? id > otherId : txid > otherTxid
}

/** One thing that happened. Browser-safe: this is what the stream carries. */
export interface Happening {
  cursor: Cursor
  changeId: string | null
  service: string | null
  /** The permission it was done under, such as `codegen.finish`. */
  event: string
  /** The kind of the ledger entry that holds it. */
  kind: string
  /** The change's state after it; null when it concerns no change. */
  state: string | null
  actor: string
  detail: Readonly<Record<string, string | number | boolean | null>>
  entryId: string | null
  at: string
}

/** A happening on the stream, with the one before it, so that a reader notices when one is missing. */
export interface Heard {
  previous: Cursor
  happening: Happening
}
