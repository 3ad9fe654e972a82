import type { EntryView } from '../read.ts'
import type { EntryLine } from './vocabulary.ts'

/** An entry in one line. */
export function lineOf({ entryId, kind, grade, place, header, leafSha256, position }: EntryView): EntryLine {
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
  }
}
