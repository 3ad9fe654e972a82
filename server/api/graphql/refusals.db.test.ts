import { describe, expect, it } from 'vitest'
import { digest } from '#server/loop/ledger/graph/testing/drafts.ts'
import { ask, auditor, foreign, ids, refused, sent } from './testing/asked-ledger.ts'

describe('what is not a query', () => {
  const bearer = () => ({ authorization: `Bearer ${auditor}` })

  it.each([
    ['no JSON', '{"query":'],
    ['no query', '{}'],
    ['a list', '[]'],
    ['a word', '"query"'],
    ['no syntax', JSON.stringify({ query: '{ entries( ' })],
    ['an unknown field', JSON.stringify({ query: '{ secrets }' })],
    [
      'variables that do not fit',
      JSON.stringify({ query: 'query ($n: Int!) { entries(first: $n) { more: __typename } }', variables: { n: 'x' } }),
    ],
    ['a wrong moment', JSON.stringify({ query: '{ entries(filter: { since: "yesterday" }) { __typename } }' })],
    ['two starts', JSON.stringify({ query: '{ lineage(of: { sha256: "a", entryId: "b" }, direction: UP) { more } }' })],
    ['too many words', JSON.stringify({ query: `{ ${'a '.repeat(5_000)} }` })],
    [
      'a fragment in itself',
      JSON.stringify({ query: 'fragment A on Entry { ...A } { entry(entryId: "x") { ...A } }' }),
    ],
    ['a mutation', JSON.stringify({ query: 'mutation { erase }' })],
  ])('with %s is refused in words', async (_, body) => {
    const answer = await sent(body, bearer())
    expect(answer.data ?? null).toBeNull()
    refused(answer, 'invalidInput')
  })

  it('that is larger than allowed is refused unread', async () => {
    const answer = await sent(JSON.stringify({ query: `{ __typename } #${'x'.repeat(70_000)}` }), bearer())
    expect(answer.status).toBe(413)
  })

  it('as a form could send it is refused', async () => {
    const answer = await sent('query={__typename}', {
      ...bearer(),
      'content-type': 'application/x-www-form-urlencoded',
    })
    refused(answer, 'invalidInput', 'contentType')
  })
})

describe('what would cost too much', () => {
  const nested = (times: number): string =>
    times === 0
      ? '__typename'
      : `lineage(direction: UP, first: 1) { edges { node { entry { ${nested(times - 1)} } } } }`

  it('deeper than ten is refused', async () => {
    refused(await ask(`{ entry(entryId: "${ids[0]}") { ${nested(3)} } }`), 'invalidInput', 'depth')
    expect((await ask(`{ entry(entryId: "${ids[0]}") { ${nested(2)} } }`)).errors).toEqual([])
  })

  it.each([
    [
      'lists in lists',
      '{ entries(first: 200) { edges { node { lineage(direction: DOWN, first: 200) { edges { node { name } } } } } } }',
    ],
    [
      'the same field by many names',
      `{ ${Array.from({ length: 40 }, (_, n) => `a${n}: impact(of: { sha256: "${digest('ore')}" }) { reached }`).join(' ')} }`,
    ],
    [
      'lists by many names',
      `{ ${Array.from({ length: 200 }, (_, n) => `a${n}: entries(first: 200) { edges { cursor } }`).join(' ')} }`,
    ],
  ])('%s are refused', async (_, query) => {
    const answer = await ask(query)
    refused(answer, 'invalidInput', 'complexity')
    expect(answer.errors).toHaveLength(1)
  })

  it('counts what variables ask for', async () => {
    const query =
      'query ($n: Int) { entries(first: $n) { edges { node { lineage(direction: UP, first: $n) { more } } } } }'
    refused(await ask(query, { n: 200 }), 'invalidInput', 'complexity')
    expect((await ask(query, { n: 2 })).errors).toEqual([])
  })

  it.each([
    ['first: 201', 'page'],
    ['first: 0', 'page'],
    ['last: 3', 'page'],
    ['after: "!!"', 'page'],
  ])('a page of %s is refused', async (args, reason) => {
    refused(await ask(`{ entries(${args}) { reflects { size } } }`), 'invalidInput', reason)
  })

  it('more than ten steps are refused', async () => {
    const query = `{ lineage(of: { sha256: "${digest('ore')}" }, direction: UP, depth: 11) { more } }`
    refused(await ask(query), 'invalidInput')
  })
})

describe('what there is not', () => {
  it.each([
    ['an unknown entry', () => '{ entry(entryId: "00000000-0000-7000-8000-000000000000") { kind } }', 'notFound'],
    ['no entry id', () => '{ entry(entryId: "\' or true --") { kind } }', 'notFound'],
    ['another tenant’s entry', () => `{ entry(entryId: "${foreign}") { envelope } }`, 'notFound'],
    ['another tenant’s node', () => `{ node(id: "${btoa(`Entry:${foreign}`)}") { id } }`, 'notFound'],
    ['a broken node id', () => '{ node(id: "!!") { id } }', 'invalidInput'],
    ['a node of no type', () => `{ node(id: "${btoa('Person:1')}") { id } }`, 'invalidInput'],
    ['an unknown digest', () => `{ lineage(of: { sha256: "${digest('gold')}" }, direction: UP) { more } }`, 'notFound'],
    ['no digest', () => '{ lineage(of: { sha256: "zz" }, direction: UP) { more } }', 'invalidInput'],
  ])('such as %s is said', async (_, query, code) => refused(await ask(query()), code))
})
