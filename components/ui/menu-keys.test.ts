import { expect, it } from 'vitest'
import { itemAlong, itemFor } from './menu-keys.ts'

const labels = ['Ledger', 'Policies', 'People', 'Status']
const plain = { ctrlKey: false, metaKey: false, altKey: false }
const after = (key: string, at: number) => itemFor({ ...plain, key }, at, labels)

it('goes round with the arrow keys, from wherever the focus is', () => {
  expect([after('ArrowDown', -1), after('ArrowDown', 0), after('ArrowDown', 3)]).toEqual([0, 1, 0])
  expect([after('ArrowUp', -1), after('ArrowUp', 3), after('ArrowUp', 0)]).toEqual([3, 2, 3])
  expect([after('Home', 2), after('End', 1)]).toEqual([0, 3])
})

it('finds the next item by its first letter', () => {
  expect([after('p', -1), after('p', 1), after('p', 2), after('S', 0)]).toEqual([1, 2, 1, 3])
  expect(after('x', 0)).toBeNull()
})

it('leaves every other key alone', () => {
  expect([after('Escape', 0), after(' ', 0), after('Tab', 0)]).toEqual([null, null, null])
  expect(itemFor({ ...plain, ctrlKey: true, key: 'p' }, 0, labels)).toBeNull()
  expect(itemFor({ ...plain, key: 'ArrowDown' }, -1, [])).toBeNull()
})

it('goes along what stands beside each other', () => {
  const beside = (key: string, at: number) => itemAlong({ ...plain, key }, at, 3)
  expect([beside('ArrowRight', 2), beside('ArrowLeft', 0), beside('Home', 2), beside('End', 0)]).toEqual([0, 2, 0, 2])
  expect([beside('ArrowDown', 0), beside('d', 0)]).toEqual([null, null])
})
