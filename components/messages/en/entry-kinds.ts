import type { EntryKind } from '#server/loop/ledger/vocabulary.ts'

/** What an entry of each kind records, in one line. */
export const kinds: Record<EntryKind, string> = {
  intent: 'What was asked',
  design: 'A design',
  generation: 'Code was written',
  check: 'A check ran',
  components: 'What it is made of',
  vulnerabilities: 'Known weaknesses were looked for',
  'policy-decision': 'Policy decided',
  verification: 'Policy let it pass',
  'policy-activation': 'A policy took effect',
  consent: 'Consent given or taken back',
  'consent-check': 'Consent was checked',
  build: 'An artifact was built',
  evidence: 'Evidence was bound',
  approval: 'Someone decided',
  deployment: 'A version met traffic',
  performance: 'A stage was measured',
  rollback: 'A version was taken back',
  incident: 'An incident',
  reseal: 'A version may be tried again',
  seal: 'The council sealed',
  merge: 'A commit was merged',
  'source-level': 'A revision’s level',
  'kill-switch': 'Automation was halted or resumed',
  workspace: 'A repository came under rule',
  identity: 'A person or key changed',
  change: 'A change moved on',
  clock: 'The clock was moved',
  keyset: 'The log named its keys',
  'shard-genesis': 'The log began',
  'key-rotation': 'New keys were asked for',
  projection: 'The graph of the log was committed',
  erasure: 'A person was erased by law',
  'legal-hold': 'Counsel held something, or let it go',
  retention: 'A removal was asked for, or a shard archived or dropped',
}

/** The same as a noun, and as several of them. */
export const nouns: Record<EntryKind, string> = {
  intent: 'intent',
  design: 'design',
  generation: 'generation',
  check: 'check',
  components: 'parts list',
  vulnerabilities: 'scan for weaknesses',
  'policy-decision': 'verdict',
  verification: 'summary of a verdict',
  'policy-activation': 'policy activation',
  consent: 'consent',
  'consent-check': 'consent check',
  build: 'build',
  evidence: 'evidence',
  approval: 'approval',
  deployment: 'deployment',
  performance: 'measurement',
  rollback: 'rollback',
  incident: 'incident',
  reseal: 'new trial',
  seal: 'seal of the council',
  merge: 'merge',
  'source-level': 'source level',
  'kill-switch': 'halt',
  workspace: 'workspace',
  identity: 'identity',
  change: 'transition',
  clock: 'clock move',
  keyset: 'key set',
  'shard-genesis': 'beginning of the log',
  'key-rotation': 'request for new keys',
  projection: 'commitment to the graph',
  erasure: 'erasure',
  'legal-hold': 'legal hold',
  retention: 'retention step',
}

export const nounOf = (kind: string) => nouns[kind as EntryKind] ?? kind

/** `one check`, `6 checks`. */
export function counted(kind: string, count: number): string {
  const noun = nounOf(kind)
  if (count === 1) return noun
  return `${count} ${/(?:evidence|identity)$/.test(noun) ? `× ${noun}` : `${noun}s`}`
}
