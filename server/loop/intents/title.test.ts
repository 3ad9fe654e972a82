import { expect, it } from 'vitest'
import type { Field, IntentSpec } from './schemas.ts'
import { titleOf } from './title.ts'

const service = 'harbour'
const field: Field = { name: 'imoNumber', type: 'text', required: true, personal: false, rules: [] }
const read = (query: Extract<IntentSpec, { shape: 'readEndpoint' }>['query']): IntentSpec => ({
  ...{ shape: 'readEndpoint', service, entity: 'PilotOrder', query },
})

it.each<[string, IntentSpec]>([
  [
    'Vessel arrival: create and list',
    { shape: 'resource', service, entity: { name: 'VesselArrival', fields: [field] }, orderBy: null },
  ],
  ['Pilot order: look up by id', read({ kind: 'byId' })],
  ['Pilot order: count', read({ kind: 'count' })],
  ['Pilot order: list by vessel name', read({ kind: 'filter', field: 'vesselName' })],
  ['Berth: add IMO number', { shape: 'addField', service, entity: 'Berth', field }],
  [
    'Berth: check max draught',
    { shape: 'validation', service, entity: 'Berth', field: 'maxDraught', rule: { kind: 'minimum', value: 1 } },
  ],
  ['Berth: list page', { shape: 'listPage', service, entity: 'Berth', columns: ['code'] }],
  ['Set rates.daily', { shape: 'config', service, key: 'rates.daily', value: 1 }],
  ['Document docs/tides.md', { shape: 'docs', service, path: 'docs/tides.md', title: 'Tides', body: 'Twice a day.' }],
])('says “%s”', (title, spec) => expect(titleOf(spec, 'the words')).toBe(title))

it('is the first line of the words where no form could be made of them', () => {
  expect(titleOf(null, 'Make it nicer\nand quicker')).toBe('Make it nicer')
})
