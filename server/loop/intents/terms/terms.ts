import { mixedScripts } from '#server/loop/intents/sanitise/index.ts'
import { termsOf } from '#server/policy/index.ts'
import type { Term } from '#server/policy/schemas.ts'
import { baseForms } from './inflections.ts'
import { joined, slipOf, withoutFigures } from './misspellings.ts'

/**
 * What the policy's text rules look at: the words as written, and what each may also be: its base form (`deleting` is
 * `delete`), the word it is a slip of, the word it looks like. It only ever adds, so it can raise a tier and never lower one.
 */
export function riskTerms(text: string): Term[] {
  const plain = mixedScripts(text).text
  const found = termsOf(plain)
  const words = found.filter(({ term }) => !term.includes(' '))
  const more = words.flatMap((word, at) => [
    ...alternatives(plain, word).flatMap((other) => runsWith(words, at, other)),
    ...writtenApart(words, at),
    ...phrasal(words, at),
  ])
  return [...found, ...more, ...lettersApart(words)]
}

function alternatives(text: string, { term, start, end }: Term): string[] {
  const slip = slipOf(term)
  const figures = withoutFigures(term)
  const humps = text.slice(start, end).split(/(?<=[a-z\d])(?=[A-Z])/)
  return [
    ...baseForms(term),
    ...(slip ? [slip] : []),
    ...(figures ? [figures] : []),
    ...(humps.length > 1 ? [humps.join(' ').toLowerCase(), ...humps.map((hump) => hump.toLowerCase())] : []),
  ]
}

/** Every run of one to three words that holds the word at `at`, with `other` in its place. */
function runsWith(words: readonly Term[], at: number, other: string): Term[] {
  const runs: Term[] = []
  for (let from = Math.max(at - 2, 0); from <= at; from += 1) {
    for (let to = at; to < Math.min(from + 3, words.length); to += 1) {
      const run = words.slice(from, to + 1)
      const term = run.map((word, index) => (from + index === at ? other : word.term)).join(' ')
      runs.push({ term, start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0 })
    }
  }
  return runs
}

function writtenApart(words: readonly Term[], at: number): Term[] {
  const [one, other] = [words[at], words[at + 1]]
  const term = one && other ? joined(one.term, other.term) : null
  return term && one && other ? [{ term, start: one.start, end: other.end }] : []
}

/** `sign agents out` is signing out, which the rules call logging out. */
function phrasal(words: readonly Term[], at: number): Term[] {
  const verb = words[at]
  if (!verb || !/^(?:sign|signed|signing|log|logged|logging)$/.test(verb.term)) return []
  const particle = words.slice(at + 1, at + 4).find(({ term }) => /^(?:in|out|on|off)$/.test(term))
  if (!particle) return []
  const direction = /^(?:in|on)$/.test(particle.term) ? 'in' : 'out'
  return [{ term: `log ${direction}`, start: verb.start, end: particle.end }]
}

/** `p a s s w o r d`. */
function lettersApart(words: readonly Term[]): Term[] {
  const runs: Term[][] = [[]]
  for (const word of words) {
    if (word.term.length === 1) runs.at(-1)?.push(word)
    else if (runs.at(-1)?.length) runs.push([])
  }
  return runs
    .filter((run) => run.length >= 4)
    .map((run) => ({
      term: run.map(({ term }) => term).join(''),
      start: run[0]?.start ?? 0,
      end: run.at(-1)?.end ?? 0,
    }))
}
