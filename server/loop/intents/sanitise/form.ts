import * as z from 'zod/mini'
import { IntentSpec } from '#server/loop/intents/schemas.ts'
import type { Removed, Suspicion } from '#server/loop/intents/vocabulary.ts'
import { Failure } from '#server/platform/errors.ts'
import { sanitise } from './sanitise.ts'

export interface CleanForm {
  spec: IntentSpec
  removed: readonly Removed[]
  suspicions: readonly Suspicion[]
}

/**
 * A form goes where the words go: into designs, code and Git, where nothing can be erased. What is personal or secret in
 * its free text is taken out as from the words, whose placeholders (`fromText`) it may hold and goes on counting. Offsets of suspicions are all zero: they stand in no sentence.
 * @throws Failure `refused` when a value without its personal part would not be what was meant, such as a setting.
 */
export function sanitiseForm(spec: IntentSpec, fromText: readonly Removed[] = []): CleanForm {
  const removed: Removed[] = [...fromText]
  const suspicions: Suspicion[] = []
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return cleanText(value, removed, suspicions)
    if (Array.isArray(value)) return value.map(clean)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, clean(inner)]))
  }
  const cleaned = spec.shape === 'docs' ? { ...spec, title: clean(spec.title), body: clean(spec.body) } : clean(spec)
  const own = removed.slice(fromText.length)
  const held = [...own, ...settingHolds(spec)]
  if (held.length > 0 && spec.shape !== 'docs') throw mustNotHold(held)
  return { spec: z.parse(IntentSpec, cleaned), removed: own, suspicions }
}

/** Pages may be longer than an intent: they are cleaned in parts, at line ends, each within the limit. */
function cleanText(text: string, removed: Removed[], suspicions: Suspicion[]): string {
  if (!/[\p{L}\p{N}]/u.test(text)) return text
  const parts = text.match(/[\s\S]{1,8000}(?:\n|$)|[\s\S]{1,8000}/g) ?? []
  return parts
    .map((part) => {
      if (!/[\p{L}\p{N}]/u.test(part)) return part
      const found = sanitise(
        part.replaceAll(/⟦([A-Z_]+_\d+)⟧/g, (whole, name) => (isKnown(whole, removed) ? `{{kept:${name}}}` : whole)),
      )
      suspicions.push(...found.suspicions.map(({ kind, term }) => ({ kind, term, start: 0, end: 0 })))
      const places = new Map(found.removed.map((each) => [each.placeholder, placeOf(each, removed)]))
      const words = found.text
        .replaceAll(/⟦[A-Z_]+_\d+⟧/g, (placeholder) => places.get(placeholder) ?? placeholder)
        .replaceAll(/\{\{kept:([A-Z_]+_\d+)\}\}/g, '⟦$1⟧')
      return part.slice(0, part.length - part.trimStart().length) + words + part.slice(part.trimEnd().length)
    })
    .join('')
}

const isKnown = (placeholder: string, removed: readonly Removed[]) =>
  removed.some((each) => each.placeholder === placeholder)

/** Placeholders count through the whole form. */
function placeOf({ kind, value }: Removed, removed: Removed[]): string {
  const known = removed.find((each) => each.kind === kind && each.value === value)
  if (known) return known.placeholder
  const placeholder = `⟦${kind}_${removed.filter((each) => each.kind === kind).length + 1}⟧`
  removed.push({ placeholder, kind, value })
  return placeholder
}

/** `smtp.password` says what its value is, which the value alone does not. */
function settingHolds(spec: IntentSpec): readonly Removed[] {
  if (spec.shape !== 'config' || !/[\p{L}\p{N}]/u.test(String(spec.value))) return []
  const key = spec.key.replaceAll(/(?<=[a-z\d])(?=[A-Z])|\./g, ' ').toLowerCase()
  return sanitise(`${key} = ${spec.value}`).removed
}

const mustNotHold = (removed: readonly Removed[]) =>
  new Failure(
    'refused',
    'personalInForm',
    'The form holds something personal or secret, which would be kept in Git, where nothing can be erased. Nothing was stored. Use an address or number of the office, or leave it out.',
    { kinds: [...new Set(removed.map(({ kind }) => kind))] },
  )
