import type { Change } from '#server/loop/change/index.ts'
import type { EntryDraft } from '#server/loop/ledger/index.ts'
import type { Design } from './store.ts'

type Event = Extract<EntryDraft, { kind: 'design' }>['predicate']['event']

/** What the ledger holds of a set of options, or of the choice among them. */
export function designEntry(
  change: Change,
  event: Event,
  options: readonly Design[],
  chosen: Design | null,
): EntryDraft {
  const named = options.map(({ id, digest }) => ({ name: id, sha256: digest }))
  const author = options[0]?.author ?? ''
  return {
    kind: 'design',
    changeId: change.id,
    runId: null,
    riskTier: change.tier as EntryDraft['riskTier'],
    subjects: named,
    materials: [],
    predicate: {
      event,
      source: author.includes('@') ? 'template' : 'model',
      options: named,
      chosen: chosen?.id ?? null,
      templates: [],
      specSha256: chosen?.digest ?? null,
      reviewRequired: change.tier === 'high' || change.tier === 'critical',
    },
  }
}
