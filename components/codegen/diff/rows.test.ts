import { describe, expect, it } from 'vitest'
import { blocksOf, rowsInBlock, rowsOf } from './rows.ts'

const patch = `@@ -1,3 +1,3 @@ export
 one
-two
+2
 three
@@ -90 +90,2 @@
 ninety
+--- not a header
\\ No newline at end of file
`

describe('the rows of a diff', () => {
  it('have their line numbers before and after, hunk by hunk', () => {
    expect(rowsOf(patch).map(({ kind, before, after, text }) => [kind, before, after, text])).toEqual([
      ['hunk', null, null, '@@ -1,3 +1,3 @@ export'],
      ['same', 1, 1, 'one'],
      ['removed', 2, null, 'two'],
      ['added', null, 2, '2'],
      ['same', 3, 3, 'three'],
      ['hunk', null, null, '@@ -90 +90,2 @@'],
      ['same', 90, 90, 'ninety'],
      ['added', null, 91, '--- not a header'],
      ['note', null, null, 'No newline at end of file'],
    ])
  })

  it('of nothing are none', () => expect(rowsOf('')).toEqual([]))

  it('keep empty lines that are content', () => {
    expect(rowsOf('@@ -1 +1,2 @@\n \n+\n').slice(1)).toEqual([
      { kind: 'same', before: 1, after: 1, text: '' },
      { kind: 'added', before: null, after: 2, text: '' },
    ])
  })
})

it('cuts into blocks without losing a row', () => {
  const rows = Array.from({ length: 2 * rowsInBlock + 1 }, (_, at) => at)
  expect(blocksOf(rows).map(({ length }) => length)).toEqual([rowsInBlock, rowsInBlock, 1])
  expect(blocksOf(rows).flat()).toEqual(rows)
})
