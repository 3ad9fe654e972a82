import { createHash } from 'node:crypto'
import type { EntryDraft } from '../../draft.ts'

/** sha256 of a short name: what tests speak of. */
export const digest = (name: string) => createHash('sha256').update(name).digest('hex')

const named = (name: string) => ({ name, sha256: digest(name) })

/** An entry that says its subjects came out of its materials, each by a short name. */
export function madeFrom(
  materials: readonly string[],
  subjects: readonly string[],
  { changeId = null, runId = null }: { changeId?: string | null; runId?: string | null } = {},
): EntryDraft {
  return {
    ...{ kind: 'change', changeId, runId, riskTier: null },
    subjects: subjects.map(named),
    materials: materials.map(named),
    predicate: { event: 'test', from: null, to: 'test', reason: null, details: {} },
  }
}
