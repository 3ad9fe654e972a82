import { thresholds } from '#server/policy/index.ts'

/** Words of the rules that set a tier of High or more, long enough that a slip in one is still that word. */
const guarded: ReadonlySet<string> = new Set(
  Object.values(thresholds.textRules)
    .filter(({ tier }) => tier === 'high' || tier === 'critical')
    .flatMap(({ terms }) => terms)
    .flatMap((term) => term.split(' '))
    .filter((word) => word.length >= 6),
)

/** Words of the rules, to be found when they are written apart or with figures for letters. */
const single: ReadonlySet<string> = new Set(
  Object.values(thresholds.textRules).flatMap(({ terms }) => terms.filter((term) => !term.includes(' '))),
)

/** English words one slip away from a guarded one. */
const otherWords: ReadonlySet<string> = new Set([
  'content',
  'contents',
  'contest',
  'context',
  'patent',
  'remote',
  'residence',
  'mission',
  'password',
  'records',
  'secretary',
  'sector',
  'rectory',
  'resign',
  'schemas',
  'scheme',
  'schemes',
  'schedule',
  'monolithic',
  'invoke',
  'invoked',
  'upgraded',
  'regulate',
  'relegation',
  'detention',
  'attention',
  'sections',
  'section',
  'action',
  'retraction',
  'credentials',
  'passages',
  'passage',
  'message',
  'pavement',
  'medial',
  'metical',
  'external',
  'eternal',
  'internal',
  'service',
  'services',
  'replaced',
  'splits',
  'access',
  'signing',
  'signings',
  'erased',
  'purse',
  'merge',
  'delta',
  'deletes',
  'number',
  'numbers',
  'umber',
  'certified',
])

/** The guarded word that this one is a slip of (one letter more, less, other, or two swapped); null when it is none. */
export function slipOf(word: string): string | null {
  if (word.length < 5 || guarded.has(word) || otherWords.has(word)) return null
  for (const other of guarded) if (other[0] === word[0] && isOneSlip(word, other)) return other
  return null
}

function isOneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false
  let same = 0
  while (same < one.length && one[same] === other[same]) same += 1
  const [a, b] = [one.slice(same), other.slice(same)]
  if (a.length === b.length)
    return a.slice(1) === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  return a.length > b.length ? a.slice(1) === b : a === b.slice(1)
}

const figures: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' }

/** `passw0rd` → `password`, when that is a word of the rules. */
export function withoutFigures(word: string): string | null {
  if (!/\d/.test(word) || !/[a-z]/.test(word)) return null
  const plain = word.replaceAll(/\d/g, (figure) => figures[figure] ?? figure)
  return single.has(plain) ? plain : null
}

/** `pass` and `word`, `e` and `mail`: one word of the rules written as two. */
export function joined(one: string, other: string): string | null {
  const both = one + other
  return both.length >= 5 && single.has(both) ? both : null
}
