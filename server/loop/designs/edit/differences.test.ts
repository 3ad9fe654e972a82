import { expect, it } from 'vitest'
import type { DesignSpec } from '../schemas.ts'
import { countsOf, differences } from './differences.ts'
import { newComponentId } from './new-id.ts'
import { harbourDesign } from './testing/harbour.ts'

const before = harbourDesign()
const [caller, api, database] = before.components
const toApi = { from: 'caller', to: 'api', protocol: 'HTTP, JSON' }
const against = (change: Partial<DesignSpec>) => differences(before, harbourDesign(change))

it('finds none between a design and itself', () => expect(against({})).toEqual([]))

it('tells added, removed and changed components by their ids', () => {
  if (!caller || !api || !database) throw new Error('three parts')
  const page = { ...api, id: 'page', name: 'Page' }
  const renamed = { ...api, name: 'Berths' }
  expect(against({ components: [caller, renamed, page] })).toEqual([
    { part: 'component', how: 'changed', before: api, after: renamed },
    { part: 'component', how: 'added', component: page },
    { part: 'component', how: 'removed', component: database },
  ])
})

it('takes another protocol between the same two for a change', () => {
  const relations = [toApi, { from: 'api', to: 'database', protocol: 'SQL over a socket' }]
  const names = { from: 'Berths API', to: 'Table of berths' }
  expect(against({ relations })).toEqual([
    { part: 'connection', how: 'changed', ...names, before: 'SQL', after: 'SQL over a socket' },
  ])
})

it('names what a connection connects, also when it is gone', () => {
  expect(against({ relations: [toApi] })).toEqual([
    { part: 'connection', how: 'removed', from: 'Berths API', to: 'Table of berths', protocol: 'SQL' },
  ])
})

it('compares words as a whole and lists line by line', () => {
  const changed = against({ summary: 'Another.', threats: [], testPlan: [...before.testPlan, 'It is fast.'] })
  expect(changed).toEqual([
    { part: 'text', how: 'changed', field: 'summary' },
    { part: 'line', how: 'added', field: 'testPlan', line: 'It is fast.' },
    { part: 'line', how: 'removed', field: 'threats', line: 'Exhaustion: pages have limits.' },
  ])
  expect(countsOf(changed)).toEqual({ added: 1, removed: 1, changed: 1 })
})

it('sees no difference in the order of things', () => {
  expect(against({ components: before.components.toReversed(), relations: before.relations.toReversed() })).toEqual([])
})

it('numbers a new component among those of its kind', () => {
  expect(newComponentId(before, 'page')).toBe('page')
  expect(newComponentId(before, 'api')).toBe('api-2')
})
