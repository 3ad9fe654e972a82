import { predicates } from '#server/loop/ledger/schemas.ts'
import { type EntryKind, predicateTypes } from '#server/loop/ledger/vocabulary.ts'
import { code, type Page, referencePage, table } from './page.ts'

/** When each kind is written. */
export const occasions: Record<EntryKind, string> = {
  intent: 'Words were taken in, cleaned, classified, edited or withdrawn.',
  design: 'Options were made, and one was chosen or declined.',
  generation: 'One request to a model or to the templates, whatever came of it.',
  check: 'One tool looked at one commit: format, lint, types, tests, secrets, components.',
  components: 'Right after the checks: CycloneDX, naming the whole list of components by digest.',
  vulnerabilities: 'A scanner looked for known weaknesses. Nothing writes it yet: there is no scanner.',
  'policy-decision': 'The policy judged a commit, a deployment or a use of personal data.',
  verification: 'The policy allowed a commit or an artifact: what passed, for readers of the standard.',
  'policy-activation': "The policy's own tests ran, and it came into force.",
  consent: 'An envelope was granted, changed or revoked. Nothing writes it yet.',
  'consent-check': 'Somebody’s consent was asked for before data were used or sent.',
  build: 'An artifact was built from a judged commit (SLSA provenance).',
  evidence: 'What approvers will be asked about was sealed under one digest.',
  approval: 'Someone was asked, signed or declined, or a question lapsed; also clearances to resume.',
  deployment: 'A step of a rollout began, advanced, was held or released.',
  performance: 'A stage of a rollout ended, and somebody had watched it.',
  rollback: 'A version was taken back; and again, with the time, when the one before serves.',
  incident: 'A version went wrong, or a person says so; and again when it is closed.',
  reseal: 'A version that was taken back may be tried again. Nothing writes it yet.',
  seal: 'The council said yes to something, for a time. Nothing writes it yet.',
  'source-level': 'A revision became the tip of the main branch: SLSA source level, and what was shown of it.',
  merge: 'The approved commit became the tip of the main branch, or a revert was appended.',
  'kill-switch': 'Automation was halted or resumed.',
  workspace: 'A repository was taken in or prepared.',
  identity: 'A person was added, or roles changed.',
  change: 'A step of a change that no better kind records.',
  clock: 'Business time was moved, on an instance that allows it.',
  keyset: 'Keys changed: every key of this log, signed under the one before.',
  'shard-genesis': 'The first entry of a tree, with the root its predecessor ended at.',
  'key-rotation': 'Someone asked for new keys before the old ones were due.',
  erasure: 'What was known of a person was destroyed by law; which digests no longer open.',
  'legal-hold': 'Counsel forbade a removal, or allowed it again.',
  retention: 'A removal was asked for or withdrawn; a shard was archived, or dropped after its time.',
  projection: 'The graph of the log was committed to: every 10,000 entries, or every hour in which there were any.',
}

const linked = (kind: EntryKind) => `[${code(kind)}](predicates/${kind}.schema.json)`

const fieldsOf = (kind: EntryKind) => Object.keys(predicates[kind].shape).map(code).join(' ')

/** Kinds of ledger entries: when, what they say, and as which in-toto predicate type. */
export const ledgerEntries: Page = {
  path: 'docs/reference/ledger-entries.md',
  render() {
    const kinds = Object.keys(predicateTypes) as EntryKind[]
    return referencePage(
      'Ledger entries',
      '`server/loop/ledger/vocabulary.ts` and `predicates/`',
      'Every entry is a DSSE envelope round an in-toto Statement v1, and carries `dominion_header`: who (a pseudonymous id), when by business time and how far the clock was moved, which change and tier, whether practice people or scripted parts took part, and the digests it rests on. Words of people appear as salted digests (`_sd`) only. Each kind has a JSON Schema (draft 2020-12), named by its predicate type, of what this version writes; whoever reads entries must pass over fields they do not know. Where an outside standard is used, our fields stand beside its own: take `dominion_header` away before giving a predicate to a tool that refuses unknown fields, as CycloneDX tools do.',
      table(
        ['Kind', 'Written when', 'Says', 'Predicate type'],
        kinds.map((kind) => [linked(kind), occasions[kind], fieldsOf(kind), code(predicateTypes[kind])]),
      ),
    )
  },
}
