/** What a word may be a form of. Candidates only: one that is no word of any rule matches nothing. */
export function baseForms(word: string): string[] {
  const forms = endings.flatMap(([ending, make]) => (word.endsWith(ending) ? make(word.slice(0, -ending.length)) : []))
  return [...new Set(forms)].filter((form) => form.length >= 3 && form !== word)
}

/** `dropp` → `drop`. */
const undoubled = (stem: string) => (/([b-df-hj-np-tv-z])\1$/.test(stem) ? [stem.slice(0, -1)] : [])

const verbal = (stem: string) => [stem, `${stem}e`, ...undoubled(stem)]

const endings: readonly [string, (stem: string) => string[]][] = [
  ['ing', verbal],
  ['ed', verbal],
  ['ied', (stem) => [`${stem}y`]],
  ['er', verbal],
  ['or', (stem) => [stem, `${stem}e`]],
  ['ion', (stem) => [stem, `${stem}e`]],
  ['ation', (stem) => [stem, `${stem}e`, `${stem}ate`]],
  ['al', (stem) => [stem, `${stem}e`]],
  ['ure', (stem) => [`${stem}e`]],
  ['ment', (stem) => [stem]],
  ['able', (stem) => [stem, `${stem}e`]],
  ['ly', (stem) => [stem]],
  ['less', (stem) => [stem]],
]
