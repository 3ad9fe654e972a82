import { expect, it } from 'vitest'
import { dueGroups } from './due-groups.ts'

const now = Date.parse('2026-03-01T12:00:00Z')
const hour = 3_600_000
const due = (id: string, hours: number) => ({ id, dueAt: new Date(now + hours * hour) })

it('groups by how long there is, the most urgent first, and keeps the order within', () => {
  const groups = dueGroups([due('late', -1), due('soon', 2), due('week', 100), due('day', 24)], now)
  expect(groups.map(({ urgency, rows }) => [urgency, rows.map(({ id }) => id)])).toEqual([
    ['overdue', ['late']],
    ['today', ['soon', 'day']],
    ['later', ['week']],
  ])
})

it('names no group without rows', () => expect(dueGroups([due('soon', 1)], now)).toHaveLength(1))

it('moves a row when its time comes', () => {
  expect(dueGroups([due('soon', 1)], now + 2 * hour)[0]?.urgency).toBe('overdue')
})
