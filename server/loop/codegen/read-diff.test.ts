import { expect, it } from 'vitest'
import { withHunks } from './read-diff.ts'
import type { FileChange } from './vocabulary.ts'

const file = (path: string, patch: string): FileChange => ({
  ...{ path, patch, previousPath: null, binary: false, added: 1, removed: 0, cut: false },
  change: 'added',
})

it('sends short hunks with the list, and leaves a long file’s for when it is opened', () => {
  const sent = withHunks([file('a', 'aaaa'), file('long', 'l'.repeat(50)), file('b', 'bbbb'), file('c', 'ccc')], 10)
  expect(sent.map(({ path, patch }) => [path, patch])).toEqual([
    ['a', 'aaaa'],
    ['long', null],
    ['b', 'bbbb'],
    ['c', null],
  ])
})
