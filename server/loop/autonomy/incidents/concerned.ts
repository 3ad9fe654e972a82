import type { EntryView, Predicate } from '#server/loop/ledger/index.ts'

/** The entries that an incident of one rollout concerns, oldest first, and the prompts behind its code. */
export interface Concerned {
  entries: readonly EntryView[]
  prompts: readonly { name: string; sha256: string }[]
}

/** A change that came back many times has more than an entry may name; the newest count. */
const namedAtMost = 100

const ofRollout: readonly string[] = ['deployment', 'performance', 'rollback']

/** @param runId the run that wrote the version's commit; null for a person's own. */
export function concernedBy(
  entries: readonly EntryView[],
  { rolloutId, runId }: { rolloutId: string; runId: string | null },
): Concerned {
  const named = entries.filter((entry) => concerns(entry, rolloutId, runId)).slice(-namedAtMost)
  const prompts = new Map(named.filter(({ kind }) => kind === 'generation').map((entry) => promptOf(entry)))
  return { entries: named, prompts: [...prompts].map(([sha256, name]) => ({ name, sha256 })).slice(-20) }
}

function concerns({ kind, subjects, header, predicate }: EntryView, rolloutId: string, runId: string | null): boolean {
  if (ofRollout.includes(kind)) return subjects.some(({ name }) => name === rolloutId)
  if (kind === 'policy-decision') return true
  return kind === 'generation' && runId !== null && header.runId === runId && predicate.outcome === 'answered'
}

function promptOf({ predicate }: EntryView): [sha256: string, name: string] {
  const { promptTemplateId, promptTemplateSha256 } = predicate as Predicate<'generation'>
  return [promptTemplateSha256, promptTemplateId]
}
