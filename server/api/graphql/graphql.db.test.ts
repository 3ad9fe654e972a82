import { describe, expect, it } from 'vitest'
import { signInWithCode } from '#server/identity/index.ts'
import { digest } from '#server/loop/ledger/graph/testing/drafts.ts'
import { ask, foreign, ids, personWith, raw, refused, sent } from './testing/asked-ledger.ts'

describe('a query', () => {
  it('gets an entry with the bytes that prove it', async () => {
    const query = `query ($id: String!) { entry(entryId: $id) {
      kind grade envelope proof place { shard index } subjects { name sha256 } materials { name } disclosed { name value } } }`
    const { data, errors } = await ask(query, { id: ids[3] })
    expect(errors).toEqual([])
    expect(data?.entry).toMatchObject({
      kind: 'intent',
      grade: 'sequenced',
      disclosed: [{ name: 'text', value: 'dig here' }],
    })
    expect(data?.entry.proof).toMatch(/^c2sp\.org\/tlog-proof@v1\n/)
    expect(atob(data?.entry.envelope)).toContain('"payloadType":"application/vnd.in-toto+json"')
  })

  it('goes up and down, with links, and says what it rests on', async () => {
    const query = `query ($of: Start!) { lineage(of: $of, direction: UP, depth: 10, first: 3) {
      edges { cursor node { name depth entry { kind } } } links { source target kind entry { changeId } } more
      reflects { shard size entries } pageInfo { hasNextPage endCursor } } }`
    const { data, errors } = await ask(query, { of: { sha256: digest('ship') } })
    expect(errors).toEqual([])
    const { edges, links, reflects, pageInfo } = data.lineage
    expect(edges.map(({ node }: { node: { name: string } }) => node.name)).toEqual(['ship', 'steel', 'iron'])
    expect(links).toContainEqual(expect.objectContaining({ source: digest('iron'), target: digest('steel') }))
    expect(reflects.size).toBe((await raw.query('select from ledger.leaf')).rowCount)
    expect(pageInfo.hasNextPage).toBe(true)
    const rest = `query ($of: Start!, $after: String) { lineage(of: $of, direction: UP, depth: 10, after: $after) {
      edges { node { name } } pageInfo { hasNextPage } } }`
    const more = await ask(rest, { of: { sha256: digest('ship') }, after: pageInfo.endCursor })
    expect(more.data?.lineage.edges.map(({ node }: { node: { name: string } }) => node.name)).toEqual(['coal', 'ore'])
    expect(more.data?.lineage.pageInfo.hasNextPage).toBe(false)
  })

  it('gets impact, a path, checkpoints and as-of', async () => {
    const query = `query ($ore: Start!, $ship: Start!) {
      impact(of: $ore) { reached entries { kind count } }
      path(from: $ore, to: $ship) { nodes { name } }
      before: path(from: $ore, to: $ore, asOf: { entries: 99 }) { nodes { name } }
      checkpoints(first: 1) { edges { node { size note } } reflects { size } } }`
    const { data, errors } = await ask(query, { ore: { sha256: digest('ore') }, ship: { sha256: digest('ship') } })
    expect(errors).toEqual([])
    expect(data?.impact).toEqual({ reached: 6, entries: [{ kind: 'change', count: 3 }] })
    expect(data?.path.nodes.map(({ name }: { name: string }) => name)).toEqual(['ore', 'iron', 'steel', 'ship'])
    expect(data?.checkpoints.edges[0].node.size).toBe(data?.checkpoints.reflects.size)
  })

  it('goes page by page through every entry of this tenant once', async () => {
    const seen: string[] = []
    for (let after: string | null = null; ; ) {
      const query = `query ($after: String) { entries(first: 2, after: $after) {
        edges { node { entryId } } pageInfo { hasNextPage endCursor } } }`
      const { data } = await ask(query, { after })
      seen.push(...data?.entries.edges.map(({ node }: { node: { entryId: string } }) => node.entryId))
      if (!data?.entries.pageInfo.hasNextPage) break
      after = data.entries.pageInfo.endCursor
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(ids))
    expect(seen).not.toContain(foreign)
  })

  it('is answered to the person at a page of ours too', async () => {
    const { code } = await personWith('requester')
    const { token } = await signInWithCode(code, 'browser')
    const headers = { cookie: `next-auth.session-token=${token}`, 'sec-fetch-site': 'same-origin' }
    const { data } = await sent(JSON.stringify({ query: '{ entries(first: 1) { edges { node { kind } } } }' }), headers)
    expect(data?.entries.edges).toHaveLength(1)
    const elsewhere = await sent('{"query":"{ __typename }"}', { ...headers, 'sec-fetch-site': 'cross-site' })
    expect(elsewhere.status).toBe(403)
    refused(elsewhere, 'forbidden', 'otherSite')
  })
})
