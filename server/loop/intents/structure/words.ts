/** English as far as names of things need it. */

const irregular: Readonly<Record<string, string>> = {
  people: 'person',
  men: 'man',
  women: 'woman',
  children: 'child',
  criteria: 'criterion',
  indices: 'index',
  quays: 'quay',
  berths: 'berth',
  series: 'series',
  species: 'species',
  news: 'news',
  gas: 'gas',
  bus: 'bus',
  status: 'status',
  customs: 'customs',
  premises: 'premises',
  analyses: 'analysis',
  diagnoses: 'diagnosis',
  leaves: 'leave',
  knives: 'knife',
  vehicles: 'vehicle',
}

/** `arrivals` → `arrival`, `entries` → `entry`; a word that is no plural stays. */
export function singular(word: string): string {
  if (Object.hasOwn(irregular, word)) return irregular[word] ?? word
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2)
  if (/(?:ss|us|is)$/.test(word)) return word
  return /[a-z]{2}s$/.test(word) ? word.slice(0, -1) : word
}

/** Lower-case words of a phrase or a name: `IMO number`, `imoNumber` and `vessel-arrivals` alike. */
export function wordsOf(phrase: string): string[] {
  return phrase
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/['’]s?\b/g, '')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '')
}

const articles = new Set([
  'a',
  'an',
  'the',
  'its',
  'their',
  'our',
  'his',
  'her',
  'each',
  'every',
  'one',
  'this',
  'that',
  'new',
  'all',
])

/** Words without leading articles. */
export function withoutArticles(words: readonly string[]): string[] {
  const first = words.findIndex((word) => !articles.has(word))
  return first < 0 ? [] : words.slice(first)
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** `vessel arrivals` → `VesselArrival`. */
export function entityName(words: readonly string[]): string {
  return [...words.slice(0, -1), singular(words.at(-1) ?? '')].map(capital).join('')
}

/** `IMO number` → `imoNumber`. */
export function fieldName(words: readonly string[]): string {
  return words.map((word, index) => (index === 0 ? word : capital(word))).join('')
}

/** `Berth Allocation` → `berth-allocation`. */
export function slug(phrase: string): string {
  return wordsOf(phrase).join('-').slice(0, 60).replace(/-+$/, '')
}

/** Same words, whatever their number. */
export function sameWords(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word, index) => singular(word) === singular(other[index] ?? ''))
}

const numbers = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** The source of an expression for a number in figures or words. */
export const numberSource = String.raw`-?\d[\d,]*(?:\.\d+)?|${numbers.join('|')}`

export function numberOf(text: string): number {
  const spelled = numbers.indexOf(text.toLowerCase())
  return spelled >= 0 ? spelled : Number(text.replaceAll(',', ''))
}
