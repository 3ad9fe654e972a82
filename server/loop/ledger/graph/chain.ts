import { hash } from 'node:crypto'

/** The rows one entry added, as they stand in the tables. */
export interface AddedRows {
  /** place, entry id, shard, idx, leaf, kind, tenant, change, run, actor, moment. */
  entry: readonly [number, string, string, number, number, string, string, string | null, string | null, string, string]
  /** node, sha256, name; in the order of their numbers. */
  nodes: readonly (readonly [number, string, string])[]
  /** source, target; in the order of these numbers. */
  edges: readonly (readonly [number, number])[]
}

/**
 * The digest over everything so far and this entry's rows: sha256 of the digest before and the rows as JSON. Whoever has the
 * log, or the tables, comes to the same one.
 */
export function linked(before: Uint8Array, { entry, nodes, edges }: AddedRows): Uint8Array<ArrayBuffer> {
  const rows = Buffer.from(JSON.stringify([entry, nodes, edges]))
  return Uint8Array.from(hash('sha256', Buffer.concat([before, rows]), 'buffer'))
}

/** Edges in the one order in which they are told. */
export const inOrder = (edges: readonly (readonly [number, number])[]) =>
  edges.toSorted((one, other) => one[0] - other[0] || one[1] - other[1])
