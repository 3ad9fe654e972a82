import { expect, it } from 'vitest'
import type { Happening } from '#server/live/vocabulary.ts'
import { actsOf } from './acts.ts'

const row = (cursor: string, event: string, kind: string): Happening => ({
  ...{ cursor, event, kind, changeId: 'chg', service: 'harbour', state: 'judging', actor: 'system:worker' },
  ...{ detail: { files: 3 }, entryId: null, at: '2026-01-01T00:00:00.000Z' },
})

it('makes one act of what happened in one transaction, and counts its entries', () => {
  const acts = actsOf([
    row('7.1', 'codegen.start', 'change'),
    row('9.2', 'codegen.finish', 'change'),
    row('9.3', 'codegen.finish', 'check'),
    row('9.4', 'codegen.finish', 'check'),
    row('12.5', 'codegen.finish', 'check'),
  ])
  expect(acts.map(({ cursor, entries, began }) => [cursor, entries, began])).toEqual([
    ['7.1', [['change', 1]], true],
    [
      '9.2',
      [
        ['change', 1],
        ['check', 2],
      ],
      false,
    ],
    ['12.5', [['check', 1]], false],
  ])
})
