/** The words of the intent stage. Browser-safe. */
import type { IntentSpec } from './schemas.ts'

/** ADR-001 "Intent Gateway" takes stories, requests and reports, not documents. Characters (UTF-16 units) of one intent. */
export const intentLimit = 10_000

/** What is taken out of an intent before anything else sees it; each names its placeholder, such as `⟦EMAIL_1⟧`. */
export const removedKinds = [
  'EMAIL',
  'PHONE',
  'CARD',
  'IBAN',
  'BANK_ACCOUNT',
  'NATIONAL_ID',
  'BIRTH_DATE',
  'PERSON',
  'ADDRESS',
  'SECRET',
  'CONNECTION',
] as const
export type RemovedKind = (typeof removedKinds)[number]

/** One value that was taken out. It is kept encrypted, and put back only on this machine. */
export interface Removed {
  placeholder: string
  kind: RemovedKind
  value: string
}

/** What looks like an attempt to steer the system or hide words from a reader. It raises the tier and is shown. */
export const suspicions = {
  hiddenCharacters: 'Characters that nobody can see were taken out of the text.',
  bidirectionalControl: 'Characters that make text read in another order than it is written were taken out.',
  tagCharacters: 'Invisible tag characters, which can carry hidden words, were taken out.',
  mixedScript: 'A word mixes alphabets, so that it may look like another word.',
  instruction: 'Part of the text speaks to the system itself instead of describing a change.',
  evasion: 'Part of the text asks to go round a review, a policy or the record.',
  encodedText: 'Part of the text is encoded, so that a reader cannot see what it says.',
} as const
export type SuspicionKind = keyof typeof suspicions

/** Offsets are UTF-16, into the sanitised text. Start equals end where something invisible was taken out. */
export interface Suspicion {
  kind: SuspicionKind
  term: string
  start: number
  end: number
}

/** Where in the words as they were typed (Unicode NFC, lines ending in `\n`) something was taken out. Offsets are UTF-16. */
export interface Passage {
  kind: RemovedKind
  start: number
  end: number
}

export interface Sanitised {
  text: string
  removed: readonly Removed[]
  suspicions: readonly Suspicion[]
  passages: readonly Passage[]
}

/** Where a value of the structured intent came from: `path` as in `entity.fields.0.name`, offsets into the text. */
export interface ValueSpan {
  path: string
  start: number
  end: number
}

/** What the offline grammar makes of an intent. The person edits and decides; nothing in it goes beyond the words. */
export interface Proposal {
  /** Null when nothing fits. */
  spec: IntentSpec | null
  spans: readonly ValueSpan[]
  /** What was concluded rather than read, each as a sentence. */
  inferred: readonly string[]
  /** What the words leave open, each as a question. */
  questions: readonly string[]
  fit: 'fits' | 'noTemplate'
  /** Why nothing fits, and what to do; null when something does. */
  reason: string | null
}
