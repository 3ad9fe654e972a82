/** A stretch of a line: what is seen as it is, or one character that would not be seen. */
export interface Segment {
  text: string
  /** Its number, such as `202E`; null for what is seen as it is. */
  hidden: string | null
}

/** Control and format characters, separators that break lines, and letters without a shape; not the tab, not the end of a line of any system. */
const unseen = /(?![\t\n]|\r(?:\n|$))[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u034F\u115F\u1160\u2800\u3164\uFFA0]/gu

/** Those that reorder the text around them: what is read is then not what runs ("Trojan Source", CVE-2021-42574). */
const turning = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u

const picture = /\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?$/u

/** Cuts a line at the characters that a reader would not see, so that each can be shown by its number. */
export function segmentsOf(line: string): Segment[] {
  const segments: Segment[] = []
  let from = 0
  for (const { 0: character, index } of line.matchAll(unseen)) {
    if (joinsPictures(line, index)) continue
    if (index > from) segments.push({ text: line.slice(from, index), hidden: null })
    segments.push({ text: character, hidden: numberOf(character) })
    from = index + character.length
  }
  if (from < line.length) segments.push({ text: line.slice(from), hidden: null })
  return segments
}

/** How many characters of a text would not be seen, and how many of them turn its direction. */
export function countHidden(text: string): { hidden: number; turning: number } {
  const found = segmentsOf(text).filter(({ hidden }) => hidden !== null)
  return { hidden: found.length, turning: found.filter(turnsText).length }
}

export const turnsText = ({ text, hidden }: Segment): boolean => hidden !== null && turning.test(text)

/** A family is several pictures joined: there the joiner is seen, as one picture. */
function joinsPictures(line: string, index: number): boolean {
  if (line[index] !== '\u200D') return false
  return (
    picture.test(line.slice(Math.max(0, index - 4), index)) && /^\p{Extended_Pictographic}/u.test(line.slice(index + 1))
  )
}

function numberOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
}
