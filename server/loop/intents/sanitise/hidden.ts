import type { SuspicionKind } from '#server/loop/intents/vocabulary.ts'

/** Characters that a reader cannot see, by what they can be used for (Unicode 17, general categories Cc and Cf). */
const invisible: readonly [SuspicionKind, RegExp][] = [
  ['tagCharacters', /[\u{E0000}-\u{E007F}]/u],
  ['bidirectionalControl', /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u],
  [
    'hiddenCharacters',
    /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u200C\u2060-\u2064\u206A-\u206F\u3164\uFE00-\uFE0E\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0100}-\u{E01EF}\uE000-\uF8FF]/u,
  ],
]

/** Joins two pictures into one; anywhere else it hides. */
const joiner = '\u200D'
const picture = /\p{Extended_Pictographic}|\uFE0F|[\u{1F3FB}-\u{1F3FF}]/u

export interface Hidden {
  kind: SuspicionKind
  /** Where in the cleaned text it stood. */
  at: number
  /** How much of it stood there, in UTF-16 units. */
  length: number
}

/** Where a stretch of the cleaned text stood before anything was taken out. */
export function originOf({ start, end }: { start: number; end: number }, hidden: readonly Hidden[]) {
  const before = (counts: (at: number) => boolean) =>
    hidden.reduce((sum, { at, length }) => sum + (counts(at) ? length : 0), 0)
  return { start: start + before((at) => at <= start), end: end + before((at) => at < end) }
}

/** The text without what nobody can see, and where each run of it stood. `whispered` is what tag characters spelled. */
export function withoutHidden(text: string): { text: string; hidden: Hidden[]; whispered: string } {
  const hidden: Hidden[] = []
  const characters = [...text]
  let clean = ''
  let whispered = ''
  for (const [index, character] of characters.entries()) {
    const kind = kindOf(character, characters[index - 1], characters[index + 1])
    if (kind === null) {
      clean += character
      continue
    }
    if (kind === 'tagCharacters') whispered += String.fromCodePoint((character.codePointAt(0) ?? 0) - 0xe0000)
    const last = hidden.at(-1)
    if (last?.kind === kind && last.at === clean.length) last.length += character.length
    else hidden.push({ kind, at: clean.length, length: character.length })
  }
  return { text: clean, hidden, whispered }
}

function kindOf(character: string, before = '', after = ''): SuspicionKind | null {
  if (character === joiner) return picture.test(before) && picture.test(after) ? null : 'hiddenCharacters'
  return invisible.find(([, expression]) => expression.test(character))?.[0] ?? null
}

/** Letters of other alphabets that look like Latin ones (Unicode TS 39, the part that spells English words). */
const lookalikes: Readonly<Record<string, string>> = {
  а: 'a',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  һ: 'h',
  і: 'i',
  ј: 'j',
  ӏ: 'l',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  ѕ: 's',
  у: 'y',
  х: 'x',
  ԝ: 'w',
  г: 'r',
  т: 't',
  м: 'm',
  к: 'k',
  в: 'b',
  н: 'h',
  п: 'n',
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  І: 'I',
  Ј: 'J',
  К: 'K',
  М: 'M',
  О: 'O',
  Р: 'P',
  Ѕ: 'S',
  Т: 'T',
  Х: 'X',
  У: 'Y',
  α: 'a',
  ο: 'o',
  ν: 'v',
  ι: 'i',
  κ: 'k',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  ε: 'e',
  η: 'n',
  χ: 'x',
  Α: 'A',
  Β: 'B',
  Ε: 'E',
  Ζ: 'Z',
  Η: 'H',
  Ι: 'I',
  Κ: 'K',
  Μ: 'M',
  Ν: 'N',
  Ο: 'O',
  Ρ: 'P',
  Τ: 'T',
  Υ: 'Y',
  Χ: 'X',
  ı: 'i',
  ɡ: 'g',
  ɑ: 'a',
}

const word = /[\p{L}\p{M}]+/gu

/** Words that mix Latin with look-alike letters, and the text with those words spelled as they look. */
export function mixedScripts(text: string): { text: string; words: { term: string; start: number; end: number }[] } {
  const words: { term: string; start: number; end: number }[] = []
  const folded = text.replaceAll(word, (found, start: number) => {
    const plain = found.replaceAll(/./gu, (letter) => lookalikes[letter] ?? letter)
    if (plain === found || !/\p{Script=Latin}/u.test(found) || !/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(found))
      return found
    words.push({ term: found, start, end: start + found.length })
    return plain.length === found.length ? plain : found
  })
  return { text: folded, words }
}
