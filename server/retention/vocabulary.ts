/** What is kept, how long, and what may be removed. Browser-safe. */

export { shardsKeptYears } from '#server/loop/ledger/thresholds.ts'

export const holdScopes = ['person', 'change', 'shard', 'everything'] as const
export type HoldScope = (typeof holdScopes)[number]

/** Why the law asks for an erasure: GDPR Article 17(1), letters a to e; CARICOM's model law names the same. */
export const erasureGrounds = [
  'noLongerNeeded',
  'consentWithdrawn',
  'objection',
  'unlawfulProcessing',
  'legalObligation',
] as const
export type ErasureGround = (typeof erasureGrounds)[number]

/** What a shard's removal rests on. */
export const dropGround = 'retentionEnded'

export interface HoldLine {
  id: string
  scope: HoldScope
  target: string | null
  reason: string
  placedBy: string
  placedAt: Date
  liftedBy: string | null
  liftedAt: Date | null
}

/** A removal that was asked for, with everything that decides whether it may be confirmed. */
export interface RemovalLine {
  id: string
  kind: 'person' | 'shard'
  target: string
  ground: string
  state: string
  requestedBy: string
  requestedAt: Date
  confirmedBy: string | null
  closedAt: Date | null
  /** What stands against it now, as guards see it; null once it is closed. */
  against: Against | null
}

/** Facts about what would be removed. */
export type Against = PersonFacts | ShardFacts

export interface PersonFacts {
  kind: 'person'
  known: boolean
  erased: boolean
  /** The hold that covers this person. */
  hold: HoldName | null
  /** A change of theirs that the system or people still work on. */
  underWay: string | null
  onlyAdministrator: boolean
}

export interface ShardFacts {
  kind: 'shard'
  known: boolean
  /** Entries are still written to it. */
  newest: boolean
  /** Business time from which it may go, as ISO 8601; null for an unknown one. */
  keptUntil: string | null
  due: boolean
  /** sha256 of a verified archive under its final head. */
  archive: string | null
  hold: HoldName | null
}

export type HoldName = Pick<HoldLine, 'id' | 'scope' | 'target'>

export interface ShardLine extends ShardFacts {
  shard: string
  origin: string
  dropped: boolean
}

export interface RetentionStatus {
  removals: readonly RemovalLine[]
  holds: readonly HoldLine[]
  shards: readonly ShardLine[]
  /** People who can be erased: pseudonymous id and name. */
  people: readonly { id: string; displayName: string }[]
}
