/** English enough for names: `VesselArrival` ↔ vessel arrivals. Deterministic, and only ever applied to checked names. */

const irregular: Readonly<Record<string, string>> = {
  person: 'people',
  child: 'children',
  man: 'men',
  woman: 'women',
  foot: 'feet',
  shelf: 'shelves',
  leaf: 'leaves',
  half: 'halves',
}
const unchanged = new Set(['series', 'species', 'aircraft', 'equipment', 'information', 'data', 'staff', 'fish'])

/** `IMONumber` → `['imo', 'number']`. Digits stay with the letters before them. */
export function words(name: string): string[] {
  const found = name.match(/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*/g) ?? [name]
  return found.map((word) => word.toLowerCase())
}

/** The plural of one lower-case word; a word that looks plural already is left as it is. */
export function plural(word: string): string {
  if (unchanged.has(word)) return word
  if (irregular[word]) return irregular[word]
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`
  if (/[^aeiou]is$/.test(word)) return `${word.slice(0, -2)}es`
  if (/(ss|us|x|z|ch|sh)$/.test(word)) return `${word}es`
  return /[a-z]s$/.test(word) ? word : `${word}s`
}

/** `vesselName` → `Vessel name`. */
export function label(name: string): string {
  return sentence(words(name))
}

export function snake(name: string): string {
  return words(name).join('_')
}

/** Every way an entity is called. `folder`, `path` and `table` are plural, `one` and `many` are for sentences. */
export interface EntityWords {
  type: string
  types: string
  variable: string
  folder: string
  path: string
  table: string
  one: string
  many: string
  title: string
}

/** Paths that the service itself uses, and folder names that repositories give a meaning. */
const takenPaths = new Set(['docs', 'static', 'health', 'codeowners'])

export function entityWords(type: string): EntityWords {
  const singular = words(type)
  const many = [...singular.slice(0, -1), plural(singular.at(-1) ?? '')]
  const folder = takenPaths.has(many.join('-')) ? `${many.join('-')}-records` : many.join('-')
  return {
    type,
    types: many.map(capital).join(''),
    variable: singular.map((word, index) => (index === 0 ? word : capital(word))).join(''),
    folder,
    path: `/${folder}`,
    table: many.join('_'),
    one: singular.join(' '),
    many: many.join(' '),
    title: sentence(many),
  }
}

/** `a berth`, `an arrival`. */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`
}

function sentence(parts: readonly string[]): string {
  return capital(parts.join(' '))
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
