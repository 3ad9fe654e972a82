import { expect, it } from 'vitest'
import { carryOver } from './carry-over.ts'
import type { Command } from './commands.ts'
import { harbourDesign } from './testing/harbour.ts'

const from = harbourDesign()
const cache = { id: 'api-2', kind: 'api', name: 'Cache', dataClasses: [] as string[] } as const
const add: Command = { do: 'addComponent', component: { ...cache, dataClasses: [] } }
const connect: Command = { do: 'connect', relation: { from: 'api', to: 'api-2', protocol: 'HTTP, JSON' } }

it('gives an added component a free id where its own is taken, and its connections with it', () => {
  const theirs = { ...cache, name: 'Mirror', dataClasses: [] }
  const to = harbourDesign({ components: [...from.components, theirs] })
  const { history, left } = carryOver(from, to, [[add], [connect], [{ do: 'rename', id: 'api-2', name: 'Quay cache' }]])
  expect(left).toEqual([])
  expect(history.spec.components.slice(-2).map(({ id, name }) => [id, name])).toEqual([
    ['api-2', 'Mirror'],
    ['api-3', 'Quay cache'],
  ])
  expect(history.spec.relations.at(-1)).toMatchObject({ from: 'api', to: 'api-3' })
})

it('leaves out what no longer fits, and says what that was', () => {
  const to = harbourDesign({ components: from.components.slice(0, 2), relations: from.relations.slice(0, 1) })
  const rename: Command = { do: 'rename', id: 'database', name: 'Store' }
  const { history, left } = carryOver(from, to, [[rename], [add]])
  expect(history.spec.components.map(({ id }) => id)).toEqual(['caller', 'api', 'api-2'])
  expect(left).toMatchObject([{ part: 'component', how: 'changed', after: { name: 'Store' } }])
})
