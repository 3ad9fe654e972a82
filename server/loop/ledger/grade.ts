import type { EntryRow } from './store.ts'
import type { Grade } from './vocabulary.ts'

/** How far an entry is proved, by where it is. */
export function gradeOf({ idx, anchored }: Pick<EntryRow, 'idx' | 'anchored'>): Grade {
  if (idx === null) return 'pending'
  return anchored ? 'anchored' : 'sequenced'
}
