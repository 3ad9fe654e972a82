import type { Passage } from '#server/loop/intents/vocabulary.ts'

/** Characters shown on each side of a passage. */
const around = 24

export interface Excerpt extends Passage {
  before: string
  marked: string
  after: string
}

/** The words as offsets into them are counted: Unicode NFC, lines ending in `\n`. */
export function asCounted(text: string): string {
  return text.normalize('NFC').replaceAll(/\r\n?/g, '\n')
}

/** Each passage with a few words round it, cut at whole characters. */
export function excerptsOf(text: string, passages: readonly Passage[]): Excerpt[] {
  return passages.map((passage) => {
    const { start, end } = passage
    const before = [...text.slice(Math.max(0, start - 2 * around), start)]
    const after = [...text.slice(end, end + 2 * around)]
    return {
      ...passage,
      before: (before.length > around ? '…' : '') + before.slice(-around).join(''),
      marked: text.slice(start, end),
      after: after.slice(0, around).join('') + (after.length > around ? '…' : ''),
    }
  })
}
