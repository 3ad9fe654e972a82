import type pg from 'pg'

/** What the index reads of the graph: whole columns as bytes, because a million rows as text take seconds to read. */

export type Session = pg.Client

export interface Extent {
  place: number
  nodes: number
}

export async function extentOf(client: Session): Promise<Extent> {
  const { rows } = await client.query<Extent>('select place, nodes from lineage.progress')
  return rows[0] as Extent
}

/** source, target, place of four bytes and kind of one, for each edge at these places, in their order. */
export async function edgeBytes(
  client: Session,
  kinds: readonly string[],
  first: number,
  end: number,
): Promise<Buffer> {
  const { rows } = await client.query<{ bytes: Buffer | null }>({
    name: 'index-edges',
    text: `select string_agg(int4send(source) || int4send(target) || int4send(place) ||
             set_byte('\\x00'::bytea, 0, coalesce(array_position($1::text[], kind), 0)), ''::bytea order by place) as bytes
           from lineage.edge where place >= $2 and place < $3`,
    values: [kinds, first, end],
  })
  return rows[0]?.bytes ?? Buffer.alloc(0)
}

/** The node of each entry's own digest at these places, four bytes each. */
export async function entryBytes(client: Session, first: number, end: number): Promise<Buffer> {
  const { rows } = await client.query<{ bytes: Buffer | null }>({
    name: 'index-entries',
    text: `select string_agg(int4send(leaf), ''::bytea) as bytes from lineage.entry where place >= $1 and place < $2`,
    values: [first, end],
  })
  return rows[0]?.bytes ?? Buffer.alloc(0)
}
