import { describe, expect, it } from 'vitest'
import { entryValues } from '#components/messages/en/entry-values.ts'
import * as en from '#components/messages/en.ts'
import { predicates } from '#server/loop/ledger/schemas.ts'
import { inOrder, nameOf, said } from './said.ts'

interface Def {
  type: string
  shape?: Record<string, Node>
  element?: Node
  innerType?: Node
  options?: Node[]
}
interface Node {
  _zod: { def: Def }
}

/** Names of all fields of a schema, however deep. Records have none of their own. */
function fieldsOf({ _zod: { def } }: Node): string[] {
  const inside = [...Object.values(def.shape ?? {}), ...(def.options ?? [])]
  for (const each of [def.element, def.innerType]) if (each) inside.push(each)
  return [...Object.keys(def.shape ?? {}), ...inside.flatMap(fieldsOf)]
}

describe('the fields of a statement', () => {
  it.each(Object.entries(predicates))('of kind %s all have a name for people', (_, schema) => {
    const fields = fieldsOf(schema)
    expect(fields.length).toBeGreaterThan(0)
    expect(fields.filter((field) => !Object.hasOwn(en.entryFields.names, field))).toEqual([])
  })

  it('come in the order of their names, digests of words last', () => {
    const fields = ['_sd', 'role', 'madeUp', 'decision'].map((field) => [field, 1] as const)
    expect(inOrder(fields).map(([field]) => field)).toEqual(['decision', 'role', 'madeUp', '_sd'])
  })

  it('without a name are taken apart', () => expect(nameOf('coldStarts')).toBe('Cold starts'))
})

describe('a value', () => {
  it.each([
    ['decision', 'rejected', 'Declined', false],
    ['verdict', 'proven:withinLimits', entryValues().verdict?.withinLimits, false],
    ['role', 'manager', 'Engineering manager', false],
    ['automatic', false, 'No', false],
    ['durationMs', 1_500, '1.5 s', false],
    ['weightPartsOf10k', 2_500, '25 %', false],
    ['coverage', 0.975, '97.5 %', false],
    ['inputTokens', 12_345, '12,345', false],
    ['effectiveAt', '2026-01-02T03:04:05.678Z', '2026-01-02 03:04:05 UTC', false],
    ['rule', 'gate.high', 'gate.high', true],
    ['bundleSha256', 'ab'.repeat(32), 'ab'.repeat(32), true],
    ['provider', 'templates', 'templates', false],
  ])('of %s, %j, reads “%s”', (field, value, text, code) => expect(said(field, value)).toEqual({ text, code }))
})
