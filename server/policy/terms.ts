import type { Term } from './inputs/index.ts'

/**
 * Every run of one to three words of a text, lower case, accents and plural endings taken off, with its place: what the
 * text rules of the autonomy package match. `API keys` gives `api`, `key` and `api key`.
 */
export function termsOf(text: string): Term[] {
  const words = [...text.matchAll(/[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu)].map((match) => ({
    word: normalised(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }))
  return words.flatMap((first, at) =>
    words.slice(at, at + 3).map((last, count) => ({
      term: words
        .slice(at, at + count + 1)
        .map(({ word }) => word)
        .join(' '),
      start: first.start,
      end: last.end,
    })),
  )
}

function normalised(word: string): string {
  const plain = word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]s?$/u, '')
    .toLowerCase()
  if (/(ss|us|is|as)$/.test(plain) || plain.length < 4 || keptPlurals.has(plain)) return plain
  if (plain.endsWith('ies')) return `${plain.slice(0, -3)}y`
  return plain.replace(/(?<=sh|ch|x|ss)es$|s$/, '')
}

/** Words of the rules that end in s and are no plural. */
const keptPlurals: ReadonlySet<string> = new Set(['fails', 'cors', 'kubernetes', 'status'])
