import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { actFacts } from '#components/messages/en/act-facts.ts'

/** What verbs tell beside their entries, read from where they tell it. */
const told = globSync('server/**/*.ts', { exclude: (name) => name.endsWith('.test.ts') }).flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/\bseen: \{([^}]*)\}/g)].flatMap(([, inside = '']) =>
    inside
      .replaceAll(/\([^)]*\)|'[^']*'/g, '')
      .split(',')
      .map((each) => each.split(':')[0]?.trim() ?? '')
      .filter((name) => /^[a-zA-Z]+$/.test(name)),
  ),
)

it('has words for everything that an act tells', () => {
  expect(new Set(told).size).toBeGreaterThan(20)
  expect([...new Set(told)].filter((name) => !(name in actFacts()))).toEqual([])
})

it.each([
  ['weight', 2500, '25 % of live traffic'],
  ['judged', 'withinLimits', 'Enough requests were seen to say that failures and slow answers are within limits.'],
  ['judged', 'sandbox', null],
  ['roles', 'lead security', 'asked: Lead engineer, Security reviewer'],
  ['findings', 0, 'no findings'],
  ['files', 1, 'one file'],
  ['humanMade', false, null],
])('says of %s %j: %s', (name, fact, words) => expect(actFacts()[name]?.(fact)).toBe(words))
