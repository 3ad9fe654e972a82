import { predicates } from '#server/loop/ledger/schemas.ts'
import { type EntryKind, predicateTypes } from '#server/loop/ledger/vocabulary.ts'
import { code, type Page, referencePage, table } from './page.ts'

/** When each kind is written. */
const occasions: Record<EntryKind, string> = {
  intent: 'Words were taken in, cleaned, classified, edited or withdrawn.',
  design: 'Options were made, and one was chosen or declined.',
  generation: 'One request to a model or to the templates, whatever came of it.',
  check: 'One tool looked at one commit: format, lint, types, tests, secrets, components.',
  'policy-decision': 'The policy judged a commit, a deployment or a use of personal data.',
  'policy-activation': "The policy's own tests ran, and it came into force.",
  consent: 'An envelope was granted, changed or revoked. Nothing writes it yet.',
  'consent-check': 'Somebody’s consent was asked for before data were used or sent.',
  build: 'An artifact was built from a judged commit (SLSA provenance).',
  evidence: 'What approvers will be asked about was sealed under one digest.',
  approval: 'Someone was asked, signed or declined, or a question lapsed; also clearances to resume.',
  deployment: 'A step of a rollout began, advanced, was held or released.',
  rollback: 'A version was taken back, and the one before serves again.',
  merge: 'The approved commit became the tip of the main branch, or a revert was appended.',
  'kill-switch': 'Automation was halted or resumed.',
  workspace: 'A repository was taken in or prepared.',
  identity: 'A person was added, or roles changed.',
  change: 'A step of a change that no better kind records.',
  clock: 'Business time was moved, on an instance that allows it.',
  keyset: 'The keys of this log, signed by the tree’s key.',
  'shard-genesis': 'The first entry of a log.',
  projection: 'The graph of the log was committed to: every 10,000 entries, or every hour in which there were any.',
}

const fieldsOf = (kind: EntryKind) => Object.keys(predicates[kind].shape).map(code).join(' ')

/** Kinds of ledger entries: when, what they say, and as which in-toto predicate type. */
export const ledgerEntries: Page = {
  path: 'docs/reference/ledger-entries.md',
  render() {
    const kinds = Object.keys(predicateTypes) as EntryKind[]
    return referencePage(
      'Ledger entries',
      '`server/loop/ledger/vocabulary.ts` and `predicates/`',
      'Every entry is a DSSE envelope round an in-toto Statement v1, and carries `dominion_header`: who (a pseudonymous id), when by business time and how far the clock was moved, which change and tier, whether practice people or scripted parts took part, and the digests it rests on. Words of people appear as salted digests (`_sd`) only.',
      table(
        ['Kind', 'Written when', 'Says', 'Predicate type'],
        kinds.map((kind) => [code(kind), occasions[kind], fieldsOf(kind), code(predicateTypes[kind])]),
      ),
    )
  },
}
