import type { NoteKey } from '../format/index.ts'
import type { LedgerReader } from '../ports.ts'
import type { Keyset } from '../predicates/delivering.ts'

/** What a sequencer needs of those who countersign its heads. None of it takes part in a group commit. */

export interface OpenShard {
  shard: string
  origin: string
  key: NoteKey
}

/** The database as it was restored, before anything is signed. */
export interface Agreement {
  reader: LedgerReader
  shard: OpenShard
  size: number
  /** Whether this machine's own memory of heads spoke for it. */
  remembered: boolean
  signal: AbortSignal
}

/** Told of each commit; asks witnesses beside them. */
export interface Rounds {
  grown(size: number): void
  /** Until the head of that size was offered to all, or so much time has passed. */
  settled(size: number, withinMs: number): Promise<void>
  end(): Promise<void>
}

export interface Countersigning {
  /** What the log says of its cosigners in its keyset. */
  named(key: NoteKey): Promise<Pick<Keyset, 'witnessPolicy' | 'cosignerKey'>>
  /** @throws LedgerDamaged or WitnessesSilent: nothing may be signed. */
  agree(on: Agreement): Promise<void>
  follow(shard: OpenShard, size: number): Rounds
}
