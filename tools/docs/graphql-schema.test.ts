import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { brokenBy, graphqlSchema } from './graphql-schema.ts'
import { fileOf } from './page.ts'

const current = readFileSync(fileOf(graphqlSchema), 'utf8')

it('breaks no program that uses the API as it was', async () => {
  expect(await graphqlSchema.render(current)).toBe(current)
})

it.each([
  ['a field that is gone', current.replace(/^ {2}actorKind: String!\n/m, '')],
  ['an answer that may be missing', current.replace('reached: Int!', 'reached: Int')],
  ['an argument that is asked for', current.replace('asOf: AsOf, first: Int = 50', 'asOf: AsOf!, first: Int = 50')],
  ['a type that is gone', current.replaceAll('Checkpoint', 'Head')],
])('finds %s', (_, changed) => {
  expect(changed).not.toBe(current)
  expect(brokenBy(current, changed)).not.toEqual([])
})

it('does not write over a page that programs were written against', () => {
  const before = current.replace('type Query {', 'type Query {\n  everything: String')
  expect(() => graphqlSchema.render(before)).toThrow(/everything/)
})
