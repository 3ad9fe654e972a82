import { describe, expect, it } from 'vitest'
import { countHidden, segmentsOf, turnsText } from './hidden.ts'

const shown = (line: string) =>
  segmentsOf(line)
    .map(({ text, hidden }) => (hidden === null ? text : `<${hidden}>`))
    .join('')

describe('a line', () => {
  it.each([
    ['an override that hides a comment', 'if (admin) {\u202E } // end', 'if (admin) {<202E> } // end'],
    ['isolates', 'a\u2066b\u2069', 'a<2066>b<2069>'],
    ['a space of no width', 'ad\u200Bmin', 'ad<200B>min'],
    ['a name with an invisible letter', 'const \u3164 = 1', 'const <3164> = 1'],
    ['a carriage return within a line', 'safe\revil', 'safe<000D>evil'],
    ['a terminal’s escape', '\u001B[31mred', '<001B>[31mred'],
    ['a letter of the tag plane', 'x\u{E0041}', 'x<E0041>'],
    ['a byte order mark', '\uFEFFimport', '<FEFF>import'],
  ])('shows %s', (_, line, wanted) => expect(shown(line)).toBe(wanted))

  it.each([
    ['a tab', '\tindented'],
    ['right-to-left letters', 'const שלום = عربي'],
    ['an accent that stands for itself', 'e\u0301'],
    ['a family of pictures', '👩‍👩‍👧 and 👍🏽'],
    ['the line end of another system', 'end\r'],
    ['nothing', ''],
  ])('leaves %s as it is', (_, line) => expect(shown(line)).toBe(line))

  it('loses nothing', () => {
    const line = 'a\u202Eb\u0000c👩‍👧\u200D.'
    expect(
      segmentsOf(line)
        .map(({ text }) => text)
        .join(''),
    ).toBe(line)
  })
})

it('counts those that turn the text apart', () => {
  expect(countHidden('one\u202E\ntwo\u200B\u2067\nthree')).toEqual({ hidden: 3, turning: 2 })
  expect(segmentsOf('\u200B\u202E').map(turnsText)).toEqual([false, true])
})
