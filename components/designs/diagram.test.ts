import { expect, it } from 'vitest'
import { diagramOf } from './diagram.ts'

const component = (id: string, kind: 'person' | 'api' | 'database') => ({ id, kind, name: id, dataClasses: [] })
const entity = { name: 'Berth', fields: [] }
const design = {
  components: [component('caller', 'person'), component('api', 'api'), component('store', 'database')],
  relations: [
    { from: 'caller', to: 'api', protocol: 'HTTP' },
    { from: 'api', to: 'store', protocol: 'SQL' },
  ],
  operations: ['POST /berths'],
  entities: [entity],
}
const within = (part: string, { parts }: ReturnType<typeof diagramOf>) => parts.find(({ id }) => id === part)?.within

it('puts operations into the API and entities into the database', () => {
  const diagram = diagramOf(design)
  expect(within('operation POST /berths', diagram)).toBe('api')
  expect(within('entity Berth', diagram)).toBe('store')
  expect(diagram.links.map(({ from, to, protocol }) => [from, to, protocol])).toEqual([
    ['caller', 'api', 'HTTP'],
    ['api', 'store', 'SQL'],
  ])
})

it('does not guess which of two APIs an operation belongs to', () => {
  const diagram = diagramOf({ ...design, components: [...design.components, component('other', 'api')] })
  expect(within('operation POST /berths', diagram)).toBeNull()
})

it('leaves out a relation of something that is no component', () => {
  const relations = [...design.relations, { from: 'api', to: 'nowhere', protocol: 'HTTP' }]
  expect(diagramOf({ ...design, relations }).links).toHaveLength(2)
})

it('shows an operation once that is named twice', () => {
  const operations = ['POST /berths', 'POST /berths']
  expect(diagramOf({ ...design, operations }).parts.filter(({ kind }) => kind === 'operation')).toHaveLength(1)
})
