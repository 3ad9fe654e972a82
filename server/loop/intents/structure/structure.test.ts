import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { IntentSpec } from '#server/loop/intents/schemas.ts'
import { examples as first } from './examples.samples.ts'
import { harbour } from './harbour.samples.ts'
import { structure } from './index.ts'
import { laterExamples } from './later.samples.ts'
import { refused } from './refused.samples.ts'

const examples = [...first, ...laterExamples]

describe('structure', () => {
  it.each(examples)('reads: %s', (text, spec) => {
    const proposal = structure(text, harbour)
    expect(proposal.reason).toBeNull()
    expect(proposal.spec).toEqual(spec)
    expect(proposal.fit).toBe('fits')
  })

  it.each(refused)('says that nothing fits, and why: %s', (text) => {
    const proposal = structure(text, harbour)
    expect(proposal).toMatchObject({ fit: 'noTemplate', spec: null })
    expect(proposal.reason?.length).toBeGreaterThan(20)
  })

  it.each([...examples.map(([text]) => text), ...refused])(
    'points at words of the text, and offers what its schema accepts: %s',
    (text) => {
      const { spans, spec } = structure(text, harbour)
      for (const { start, end } of spans) expect(text.slice(start, end).trim()).toBe(text.slice(start, end))
      for (const { start, end } of spans) expect(end).toBeGreaterThan(start)
      if (spec) expect(z.safeParse(IntentSpec, spec).success).toBe(true)
    },
  )

  it('says where each value came from', () => {
    const text = 'Add an endpoint to register pilot boats with call sign and ETA; list by date'
    const { spans, inferred } = structure(text, harbour)
    const words = Object.fromEntries(spans.map(({ path, start, end }) => [path, text.slice(start, end)]))
    expect(words).toEqual({
      'entity.name': 'pilot boats',
      'entity.fields.0': 'call sign',
      'entity.fields.1': 'ETA',
      orderBy: 'date',
    })
    expect(inferred).toContain('“By date” is taken to mean eta, the only field with a date or time.')
  })

  it('asks instead of choosing between two dates', () => {
    const { spec, questions } = structure('Register visits with arrival date and departure date; list by date', harbour)
    expect(spec).toMatchObject({ orderBy: null })
    expect(questions).toEqual([expect.stringContaining('which field')])
  })

  it('asks about what one change cannot hold', () => {
    const { spec, questions } = structure('Maximum draught must be between 0 and 30', harbour)
    expect(spec).toMatchObject({
      shape: 'validation',
      entity: 'Berth',
      field: 'maximumDraught',
      rule: { kind: 'maximum', value: 30 },
    })
    expect(questions).toEqual([expect.stringContaining('minimum (0)')])
  })

  it('builds nothing on an empty workspace that needs something to be there', () => {
    const empty = { ...harbour, entities: [] }
    expect(structure('Show how many berths there are', empty).reason).toContain('keeps no records yet')
    expect(structure('Register berths with code and depth', empty).fit).toBe('fits')
  })

  it('never throws, and never offers what its schema refuses, whatever is written', () => {
    const words = [
      'add',
      'a',
      'an',
      'endpoint',
      'to',
      'register',
      'berths',
      'with',
      ',',
      'and',
      'field',
      'must',
      'be',
      'at most',
      '8',
      'characters',
      '(',
      ')',
      ':',
      ';',
      '.',
      '"',
      'page',
      'docs',
      'set',
      '⟦EMAIL_1⟧',
      'é',
      '/x/',
      'filter',
      'by',
      'constructor',
      '__proto__',
      'toString',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 24 }), (parts) => {
        const { spec, fit } = structure(parts.join(' '), harbour)
        expect(fit === 'fits').toBe(spec !== null)
        if (spec) expect(z.safeParse(IntentSpec, spec).success).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  it.each(['add a ', 'a, ', 'and ', '(', '"', 'register x with ', 'must be ', 'please ', 'the '])(
    'is not slowed down by %j without end',
    (piece) => {
      const started = performance.now()
      structure(`add a ${piece.repeat(Math.floor(9_900 / piece.length))}`, harbour)
      expect(performance.now() - started).toBeLessThan(5_000)
    },
  )
})
