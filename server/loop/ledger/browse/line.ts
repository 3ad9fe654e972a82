import { type ShownEntry, shownOf } from '../shown.ts'
import type { EntryRow } from '../store.ts'
import type { EntryLine } from './vocabulary.ts'

export const lineOfRow = (row: EntryRow): EntryLine => lineOf(shownOf(row))

/** An entry in one line. */
export function lineOf({ entryId, kind, grade, place, header, leafSha256, position, damaged }: ShownEntry): EntryLine {
  const { changeId, riskTier, practice, scripted, occurredAt, actor } = header
  return {
    entryId,
    kind,
    grade,
    index: place?.index ?? null,
    changeId,
    riskTier,
    practice,
    scripted,
    occurredAt,
    actor: actor.ref,
    leafSha256,
    position,
    damaged,
  }
}
