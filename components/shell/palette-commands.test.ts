import { expect, it } from 'vitest'
import { commandGroups, isMeant } from './palette-commands.ts'

const change = { id: 'chg_7f3a', title: 'Add a resource for tug bookings', service: 'harbour', state: 'designReview' }

it('offers the intents that were read by their address', () => {
  const commands = commandGroups([change]).flatMap(({ items }) => items)
  expect(commands.find(({ id }) => id === change.id)).toMatchObject({ href: '/intents/chg_7f3a', label: change.title })
})

it('names no group that is empty', () => expect(commandGroups([])).toHaveLength(2))

it('names every command once', () => {
  const ids = commandGroups([change]).flatMap(({ items }) => items.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
})

it.each([
  ['words in any order', 'tug resource', true],
  ['the id from its start', 'chg_7f', true],
  ['capitals', 'TUG', true],
  ['nothing typed', ' ', true],
  ['one word that is not there', 'tug crane', false],
  ['the middle of the id', '7f3a', false],
])('finds by %s: %s', (_, typed, found) => expect(isMeant({ ...change, label: change.title }, typed)).toBe(found))
