import { z } from 'zod'
import { Problem } from './problems.ts'
import type { Settings } from './settings.ts'

/** Where a page begins: after the record with this sequence number and, on ordered lists, this value. */
export interface Position {
  sequence: string
  value: string | null
}

export interface PageRequest {
  limit: number
  after: Position | null
}

export interface Page<Item> {
  items: Item[]
  /** Send it back as `cursor` for the next page; null on the last one. */
  next: string | null
}

/** Two columns that every list query adds for the cursor; they never leave the service by name. */
export interface Placed {
  _sequence: string
  _value: string | null
}

const Cursor = z.tuple([z.string().regex(/^\d{1,19}$/), z.nullable(z.string())])

/** @throws Problem 400 on a cursor that no list gave out, 422 on a limit past the service's maximum. */
export function pageRequest(
  query: { limit?: number | undefined; cursor?: string | undefined },
  settings: Settings,
): PageRequest {
  const maximum = settings['list.maximumLimit']
  const limit = query.limit ?? Math.min(settings['list.defaultLimit'], maximum)
  if (limit > maximum) {
    throw new Problem(422, 'invalid-request', 'Some values are not acceptable.', [
      { field: 'limit', message: `must be at most ${maximum}` },
    ])
  }
  return { limit, after: query.cursor === undefined ? null : readCursor(query.cursor) }
}

/** Expects one row more than `limit` when there is a next page, as the list queries ask for. */
export function page<Item extends object>(rows: readonly (Item & Placed)[], limit: number): Page<Item> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const next = rows.length > limit && last ? writeCursor({ sequence: last._sequence, value: last._value }) : null
  return { items: shown.map(withoutPlace), next }
}

function withoutPlace<Item extends object>({ _sequence, _value, ...item }: Item & Placed): Item {
  return item as unknown as Item
}

function writeCursor(position: Position): string {
  return Buffer.from(JSON.stringify([position.sequence, position.value])).toString('base64url')
}

function readCursor(cursor: string): Position {
  try {
    const [sequence, value] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { sequence, value }
  } catch {
    throw new Problem(400, 'invalid-cursor', 'This cursor did not come from this list. Start again without one.')
  }
}
