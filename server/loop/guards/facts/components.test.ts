import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { componentFacts, waysOf } from './components.ts'

describe('waysOf', () => {
  it.each([
    ['MIT', [['MIT']]],
    ['(MIT OR CC0-1.0)', [['MIT'], ['CC0-1.0']]],
    [
      'MIT AND (ISC OR 0BSD)',
      [
        ['MIT', 'ISC'],
        ['MIT', '0BSD'],
      ],
    ],
    ['GPL-2.0-only WITH Classpath-exception-2.0', [['GPL-2.0-only WITH Classpath-exception-2.0']]],
    ['Apache-2.0+', [['Apache-2.0+']]],
  ])('%s', (licence, ways) => expect(waysOf(licence)).toEqual(ways))

  it.each([null, '', 'UNLICENSED', 'SEE LICENSE IN LICENSE.md', 'BSD', 'mit', 'NOASSERTION'])(
    '%s is unknown',
    (licence) => {
      expect(waysOf(licence)).toBeNull()
    },
  )

  it('an expression that unfolds without end is unknown, and soon', () => {
    expect(waysOf(Array.from({ length: 24 }, () => '(MIT OR ISC)').join(' AND '))).toBeNull()
  })

  it('is satisfied by exactly the sets that satisfy the expression', () => {
    const leaf = fc.constantFrom('MIT', 'ISC', '0BSD', 'AGPL-3.0-only')
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        leaf,
        fc.tuple(tie('tree'), fc.constantFrom('AND', 'OR'), tie('tree')).map((parts) => `(${parts.join(' ')})`),
      ),
    }))
    fc.assert(
      fc.property(tree, fc.subarray(['MIT', 'ISC', '0BSD', 'AGPL-3.0-only']), (expression, allowed) => {
        const ways = waysOf(expression)
        fc.pre(ways !== null)
        expect(ways?.some((way) => way.every((each) => allowed.includes(each)))).toBe(satisfied(expression, allowed))
      }),
    )
  })
})

/** The meaning of the expression itself, worked out from the innermost brackets. */
function satisfied(expression: string, allowed: readonly string[]): boolean {
  const inner = /\(([^()]*)\)/.exec(expression)
  if (inner) return satisfied(expression.replace(inner[0], String(satisfied(inner[1] ?? '', allowed))), allowed)
  return expression.split(' OR ').some((way) => way.split(' AND ').every((word) => holds(word.trim(), allowed)))
}

const holds = (word: string, allowed: readonly string[]) =>
  word === 'true' || (word !== 'false' && allowed.includes(word))

it('names packages as they are imported', () => {
  const [component] = componentFacts([{ purl: 'pkg:npm/%40hono/node-server@1.2.3', licence: 'MIT', scope: 'required' }])
  expect(component?.name).toBe('@hono/node-server')
})
