import type { EntryLine } from '../browse/vocabulary.ts'

/** The graph of digests as it is asked and answered. Browser-safe. */

export const directions = ['up', 'down'] as const
export type Direction = (typeof directions)[number]

/** How much of the log an answer rests on: everything sequenced until then, and nothing later. */
export interface Reflected {
  /** The shard the answer ends in; null when it rests on nothing yet. */
  shard: string | null
  /** Entries of that shard. */
  size: number
  /** Entries over all shards. */
  entries: number
}

/** A digest that the log names. */
export interface GraphNode {
  sha256: string
  /** What it was called when it was first named. */
  name: string
  /** The entry whose own digest this is; null for everything else. */
  entryId: string | null
  /** Of that entry. */
  kind: string | null
  changeId: string | null
  /** Steps from where the walk began. */
  depth: number
}

/** `target` came out of `source`, as an entry says. */
export interface GraphEdge {
  source: string
  target: string
  /** The kind of the entry that says so. */
  kind: string
  entryId: string
  changeId: string | null
  runId: string | null
  /** That entry's number over all shards. */
  place: number
}

export interface Walked {
  nodes: readonly GraphNode[]
  edges: readonly GraphEdge[]
  /** There is more than was followed. */
  more: boolean
  reflects: Reflected
}

export interface Impact {
  /** Digests that came out of it, by whatever way. */
  reached: number
  /** Of those, entries by their kind. */
  entries: readonly { kind: string; count: number }[]
  /** Steps to the furthest. */
  deepest: number
  /** The nearest of them. */
  nearest: readonly GraphNode[]
  reflects: Reflected
}

export interface FoundPath {
  /** From the one that came first to the one that came out of it; empty when neither came out of the other. */
  nodes: readonly GraphNode[]
  edges: readonly GraphEdge[]
  reflects: Reflected
}

export interface SearchPage {
  /** `place` is the entry's number over all shards. */
  entries: readonly (EntryLine & { place: number })[]
  /** The `before` of the next older page; null on the last. */
  older: number | null
  reflects: Reflected
}
