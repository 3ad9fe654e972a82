import { entryValues } from '#components/messages/en/entry-values.ts'
import * as en from '#components/messages/en.ts'
import { duration } from '#components/messages/time.ts'

const { names, yes, no } = en.entryFields
const values = entryValues()

const known: Readonly<Record<string, string | undefined>> = names
const order = new Map(Object.keys(names).map((name, place) => [name, place] as const))

/** What a field is called; one that nobody has named is at least taken apart. */
export function nameOf(field: string): string {
  return (
    known[field] ??
    capital(
      field
        .replaceAll('_', ' ')
        .replaceAll(/([A-Z])/g, ' $1')
        .toLowerCase(),
    )
  )
}

/** Fields in the order in which a reader asks for them; what nobody has named comes before digests of words. */
export function inOrder<Value>(fields: readonly (readonly [string, Value])[]): (readonly [string, Value])[] {
  const placeOf = (field: string) => order.get(field) ?? order.size - 2.5
  return fields.toSorted(([one], [other]) => placeOf(one) - placeOf(other))
}

/** A value in words where its field has some; `code` is for what is to be compared letter by letter. */
export function said(field: string, value: unknown): { text: string; code: boolean } {
  if (typeof value === 'boolean') return { text: value ? yes : no, code: false }
  if (typeof value === 'number') return { text: number(field, value), code: false }
  const text = String(value)
  const word = values[field]?.[text.split(':').at(-1) ?? '']
  if (word !== undefined) return { text: word, code: false }
  if (isMoment.test(text)) return { text: `${text.slice(0, 19).replace('T', ' ')} UTC`, code: false }
  return { text, code: isCode.test(text) }
}

const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/
/** One word with what no word has: a digest, an id, a path, a version. */
const isCode = /^(?=.*[\d._:/@-])\S+$|^[0-9a-f]{24,}$/
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

function number(field: string, value: number): string {
  if (field.endsWith('Ms')) return duration(value)
  if (field === 'weightPartsOf10k') return `${value / 100} %`
  if (field === 'confidence' || field === 'coverage') return `${(value * 100).toFixed(1).replace(/\.0$/, '')} %`
  if (field === 'costUsd') return `$${value}`
  return value.toLocaleString('en', { maximumFractionDigits: 4 })
}
