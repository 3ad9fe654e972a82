/** What a typed search asks the ledger for; what is null is not asked. */
export interface TypedSearch {
  kind: string | null
  changeId: string | null
  runId: string | null
  actor: string | null
  sha256: string | null
  since: string | null
  until: string | null
}

/** A word of a search that says nothing the ledger understands. */
export interface Misread {
  word: string
  why: 'name' | 'value'
}

const nothing: TypedSearch = {
  ...{ kind: null, changeId: null, runId: null, actor: null },
  ...{ sha256: null, since: null, until: null },
}

/** By the name before the colon: which question it is, and how its value is read; null when it cannot be. */
const qualifiers: Readonly<Record<string, [keyof TypedSearch, (value: string) => string | null]>> = {
  kind: ['kind', (value) => value.toLowerCase()],
  change: ['changeId', (value) => value],
  run: ['runId', (value) => value],
  actor: ['actor', (value) => value],
  digest: ['sha256', digestIn],
  after: ['since', momentIn],
  before: ['until', momentIn],
}

export const qualifierNames: readonly string[] = Object.keys(qualifiers)

/** Null when no word of it is typed: then it is one name, whole and exact. */
export function typedSearch(q: string): { asked: TypedSearch; misread: readonly Misread[] } | null {
  const words = q.trim().split(/\s+/)
  if (!words.some((word) => Object.hasOwn(qualifiers, nameOf(word)))) return null
  const asked = { ...nothing }
  const misread: Misread[] = []
  for (const word of words) {
    const [name, read] = qualifiers[nameOf(word)] ?? []
    const value = read?.(word.slice(word.indexOf(':') + 1)) ?? null
    if (name && value) asked[name] = value
    else misread.push({ word, why: name ? 'value' : 'name' })
  }
  return { asked, misread }
}

const nameOf = (word: string) => word.slice(0, Math.max(0, word.indexOf(':'))).toLowerCase()

function digestIn(value: string): string | null {
  const digest = value.toLowerCase().replace(/^sha256:/, '')
  return /^[0-9a-f]{64}$/.test(digest) ? digest : null
}

/** A day, or a minute or second of it, in UTC. */
function momentIn(value: string): string | null {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z?)?$/.test(value)) return null
  const moment = new Date(value.length === 10 || value.endsWith('Z') ? value : `${value}Z`)
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString()
}
