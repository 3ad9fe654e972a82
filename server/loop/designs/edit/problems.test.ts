import { describe, expect, it } from 'vitest'
import type { DesignSpec } from '../schemas.ts'
import { problems } from './problems.ts'
import { harbourDesign } from './testing/harbour.ts'

const whole = harbourDesign()
const http = 'HTTP, JSON'
const page = { id: 'page', kind: 'page', name: 'Berths page', dataClasses: [] } as const
const field = { name: 'code', type: 'text', required: true, personal: false } as const
const berth = { name: 'Berth', fields: [{ ...field, rules: [] }] }
const withPage = [...whole.components, { ...page, dataClasses: [] }]

it('finds nothing wrong with a whole design', () => expect(problems(whole)).toEqual([]))

it('does not ask a single component to be connected', () => {
  const components = whole.components.slice(1, 2)
  expect(problems(harbourDesign({ components, relations: [] }))).toEqual([])
})

describe('an error', () => {
  it.each<[string, Partial<DesignSpec>, string, string | null]>([
    [
      'a connection to nobody',
      { relations: [...whole.relations, { from: 'api', to: 'cache', protocol: http }] },
      'unknownEnd api cache HTTP, JSON cache',
      'api',
    ],
    [
      'a connection to itself',
      { relations: [...whole.relations, { from: 'api', to: 'api', protocol: http }] },
      'ownEnd api',
      'api',
    ],
    [
      'the same connection twice',
      { relations: [...whole.relations, ...whole.relations.slice(1)] },
      'repeatedConnection api database SQL',
      'api',
    ],
    [
      'an id twice',
      { components: [...whole.components, { ...page, id: 'api', kind: 'api', dataClasses: [] }] },
      'repeatedId api',
      'api',
    ],
    [
      'a name twice, however it is written',
      {
        components: [...withPage.slice(0, 3), { ...page, name: 'BERTHS API ', dataClasses: [] }],
        relations: [...whole.relations, { from: 'page', to: 'api', protocol: http }],
      },
      'repeatedName page',
      'page',
    ],
    ['personal data that no component handles', { personalFields: ['master'] }, 'unmarkedPersonal', null],
    [
      'a page that talks to a database',
      { components: withPage, relations: [...whole.relations, { from: 'page', to: 'database', protocol: 'SQL' }] },
      'pageAtDatabase page database',
      'page',
    ],
  ])('is %s', (_, change, id, where) => {
    expect(problems(harbourDesign(change))).toEqual([expect.objectContaining({ id, where, severity: 'error' })])
  })
})

describe('a warning', () => {
  it.each<[string, Partial<DesignSpec>, string, string | null]>([
    ['a component that nothing connects', { components: withPage }, 'unconnected page', 'page'],
    [
      'an operation that the API description lacks',
      { operations: ['POST /berths'] },
      'unheldOperation POST /berths',
      null,
    ],
    ['operations without an API', { components: whole.components.slice(0, 1), relations: [] }, 'noApi', null],
    [
      'entities without a database',
      {
        entities: [berth],
        components: whole.components.slice(0, 2),
        relations: whole.relations.slice(0, 1),
      },
      'noDatabase',
      null,
    ],
  ])('is %s', (_, change, id, where) => {
    expect(problems(harbourDesign(change))).toEqual([expect.objectContaining({ id, where, severity: 'warning' })])
  })

  it('comes after every error', () => {
    const found = problems(harbourDesign({ components: withPage, personalFields: ['master'] }))
    expect(found.map(({ severity }) => severity)).toEqual(['error', 'warning'])
  })
})

it('is happy with personal data once a component is marked for it', () => {
  const components = whole.components.map((each) => (each.id === 'api' ? { ...each, dataClasses: ['personal'] } : each))
  expect(problems(harbourDesign({ components, personalFields: ['master'] }))).toEqual([])
})
