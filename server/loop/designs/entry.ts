import type { Change } from '#server/loop/change/index.ts'
import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { type Design, isByPerson } from './store.ts'

type Event = Extract<EntryDraft, { kind: 'design' }>['predicate']['event']

/** What the ledger holds of a set of options, of the choice among them, or of a person's edit of one. */
export function designEntry(
  change: Change,
  event: Event,
  options: readonly Design[],
  chosen: Design | null,
  madeFrom: readonly Design[] = [],
): EntryDraft {
  const named = options.map(({ id, digest }) => ({ name: id, sha256: digest }))
  return {
    kind: 'design',
    changeId: change.id,
    runId: null,
    riskTier: change.tier as EntryDraft['riskTier'],
    subjects: named,
    materials: madeFrom.map(({ id, digest }) => ({ name: id, sha256: digest })),
    predicate: {
      event,
      source: sourceOf(chosen ?? options[0]),
      options: named,
      chosen: chosen?.id ?? null,
      templates: [],
      specSha256: chosen?.digest ?? null,
      reviewRequired: change.tier === 'high' || change.tier === 'critical',
    },
  }
}

function sourceOf(design: Design | undefined): 'template' | 'model' | 'person' {
  if (design && isByPerson(design)) return 'person'
  return design?.author.includes('@') ? 'template' : 'model'
}
