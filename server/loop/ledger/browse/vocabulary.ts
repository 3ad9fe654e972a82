import type { EntryMaterial } from '../proof/index.ts'
import type { EntryHeader } from '../schemas.ts'
import type { EntryKind, Grade } from '../vocabulary.ts'

/** The ledger as pages show it. Browser-safe. */

/** Among this many newest entries a digest is looked for inside what entries say; older ones are found by their own digest. */
export const searchedEntries = 5_000

export interface EntryLine extends Pick<EntryHeader, 'changeId' | 'riskTier' | 'practice' | 'scripted' | 'occurredAt'> {
  entryId: string
  kind: EntryKind
  grade: Grade
  /** Its number in the tree; null while it waits. */
  index: number | null
  /** A pseudonymous id. */
  actor: string
  leafSha256: string
  position: number
  /** Its bytes cannot be read; what stands here is not signed. */
  damaged: boolean
}

export interface EntryPage {
  entries: readonly EntryLine[]
  /** Where the next older page begins; null on the last. */
  older: number | null
  head: HeadLine | null
}

export interface HeadLine {
  origin: string
  size: number
  root: string
  waiting: number
  /** How much of it enough witnesses countersigned; null before the first. */
  witnessed: { size: number; outside: boolean } | null
}

export interface Found {
  /** Entries with this id or digest, or that speak of it. */
  entries: readonly EntryLine[]
  /** The change of this name, when there is one. */
  changeId: string | null
}

/** An entry with the bytes that prove it; the browser decides what they are worth. */
export interface ProvableEntry {
  line: EntryLine
  subjects: readonly { name: string; sha256: string }[]
  materials: readonly { name: string; sha256: string }[]
  predicateType: string
  predicate: Record<string, unknown>
  keyIds: readonly string[]
  writtenAt: string
  clockOffsetMs: number
  /** More is behind it than it says: a tool’s output, a list of components. */
  hasEvidence: boolean
  material: EntryMaterial
  /** The key this instance publishes for its tree: the trust root. Null before the log was opened. */
  checkpointKey: string | null
}

/** How the seal of an entry stands when the server looks; a browser can look again on the entry's page. */
export type Seal = 'sealed' | 'waiting' | 'broken'

/** Why a seal is broken: no entry can be read; no signature of ours; signed for another change; the tree holds another. */
export type SealFault = 'unreadable' | 'signature' | 'otherChange' | 'tree'

export interface LineageEntry extends EntryLine {
  seal: Seal
  /** Null unless the seal is broken. */
  fault: SealFault | null
  subjects: readonly { name: string; sha256: string }[]
}

export interface LineageView {
  changeId: string
  entries: readonly LineageEntry[]
  links: readonly { from: string; to: string; through: { name: string; sha256: string } }[]
}
