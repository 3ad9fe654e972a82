import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fileSigner } from '#server/adapters/signer/index.ts'
import { addPerson, createToken, type ReadPermission, revokeToken, signInWithCode } from '#server/identity/index.ts'
import type { Role } from '#server/identity/vocabulary.ts'
import { append } from '#server/loop/ledger/append.ts'
import { endIndex, useIndexOf } from '#server/loop/ledger/graph/csr/ask-index.ts'
import { keepUpGraph } from '#server/loop/ledger/graph/index.ts'
import { digest, madeFrom } from '#server/loop/ledger/graph/testing/drafts.ts'
import { contextOf, intentDraft } from '#server/loop/ledger/testing/drafts.ts'
import { sequencing } from '#server/loop/ledger/testing/sequencing.ts'
import { connect, useDatabase } from '#server/platform/db/index.ts'
import { type Ports, wire } from '#server/ports/wired.ts'
import { testDatabase } from '#server/testing/database.ts'
import { person, system } from '#server/testing/instance.ts'
import { ensureWired } from '../instance.ts'
import { answerGraphql } from './index.ts'

const { urls, administrator } = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'graphql-'))
const signer = fileSigner(join(scratch, 'keys'))
const app = connect(urls.app)
useDatabase(app)
ensureWired()
wire({ signer } as Ports)
useIndexOf(urls.app)
const raw = new pg.Client({ connectionString: administrator })
await raw.connect()
afterAll(async () => {
  endIndex()
  await raw.end()
  await app.$disconnect()
  rmSync(scratch, { recursive: true })
})

const ids: string[] = []
let auditor: string
let foreign: string

async function personWith(...roles: Role[]) {
  const { personId, code } = await addPerson(system('setup'), { displayName: 'Someone', email: null, roles })
  return { actor: person(personId, ...roles), code }
}

async function tokenFor(scopes: ReadPermission[], ...roles: Role[]): Promise<{ token: string; tokenId: string }> {
  const { actor } = await personWith(...roles)
  return await createToken(actor, { name: 'test', scopes })
}

beforeAll(async () => {
  const drafts = [
    madeFrom(['ore'], ['iron'], { changeId: 'change_mine' }),
    madeFrom(['iron', 'coal'], ['steel']),
    madeFrom(['steel'], ['ship']),
    intentDraft('change_mine', 'person_one', 'dig here'),
  ]
  await app.$transaction(async (tx) => {
    for (const draft of drafts) ids.push((await append(tx, draft, contextOf(signer))).entryId)
    const other = { ...contextOf(signer), tenant: 'another' }
    foreign = (await append(tx, madeFrom(['secret'], ['plan']), other)).entryId
  })
  auditor = (await tokenFor(['ledger.read', 'ledger.disclose'], 'auditor')).token
  await sequencing({ url: urls.sequencer, signer }, async () => {
    await vi.waitFor(async () => expect((await raw.query('select from ledger.pending')).rowCount).toBe(0), 20_000)
  })
  await keepUpGraph()
}, 60_000)

interface Answer {
  status: number
  text: string
  data: ReturnType<typeof JSON.parse>
  errors: { message: string; extensions: { code: string; reason: string } }[]
}

const address = 'http://portal.example/api/graphql'

async function sent(body: string, headers: Record<string, string> = {}): Promise<Answer> {
  const all = { 'content-type': 'application/json', ...headers }
  const response = await answerGraphql(new Request(address, { method: 'POST', body, headers: all }))
  const text = await response.text()
  const { data, errors = [] } = JSON.parse(text)
  return { status: response.status, text, data, errors }
}

const ask = (query: string, variables: object = {}, token = auditor) =>
  sent(JSON.stringify({ query, variables }), { authorization: `Bearer ${token}` })

/** Typed, with a sentence, and nothing of ours in it. */
function refused({ errors, text }: Answer, code: string, reason?: string): void {
  expect(errors.length, text).toBeGreaterThan(0)
  for (const { message, extensions } of errors) {
    expect(extensions).toMatchObject(reason ? { code, reason } : { code })
    expect(message.length).toBeGreaterThan(10)
  }
  expect(text).not.toMatch(/node_modules|\.ts:\d|select |ledger\.event|lineage\.|prisma|stack/i)
}

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
    const { edges, links, reflects, pageInfo } = data?.lineage
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

describe('a token', () => {
  const query = '{ entries(first: 1) { edges { node { kind } } } }'

  it('reads within its scopes and its person’s roles', async () => {
    const narrow = await tokenFor(['change.read'], 'auditor')
    refused(await ask(query, {}, narrow.token), 'forbidden', 'beyondScope')
    const plain = await tokenFor(['ledger.read'], 'auditor')
    expect((await ask(query, {}, plain.token)).errors).toEqual([])
    const words = `{ entry(entryId: "${ids[3]}") { kind disclosed { value } } }`
    const half = await ask(words, {}, plain.token)
    refused(half, 'forbidden', 'beyondScope')
    expect(half.data?.entry).toEqual({ kind: 'intent', disclosed: null })
    await expect(tokenFor(['ledger.disclose'], 'requester')).rejects.toMatchObject({ reason: 'beyondRoles' })
  })

  it('loses what its person lost', async () => {
    const { actor } = await personWith('security')
    const { token } = await createToken(actor, { name: 'test', scopes: ['ledger.read', 'ledger.disclose'] })
    await raw.query('update person_role set role = $1 where person_id = $2', ['requester', actor.id])
    refused(await ask(`{ entry(entryId: "${ids[3]}") { disclosed { value } } }`, {}, token), 'forbidden', 'missingRole')
    await raw.query('update person set disabled_at = now() where id = $1', [actor.id])
    refused(await ask(query, {}, token), 'notSignedIn', 'badToken')
  })

  it.each([
    [
      'that was revoked',
      async (id: string) => void (await raw.query('update api_token set revoked_at = now() where id = $1', [id])),
    ],
    [
      'that has ended',
      async (id: string) => void (await raw.query('update api_token set expires_at = now() where id = $1', [id])),
    ],
  ])('%s opens nothing', async (_, end) => {
    const { token, tokenId } = await tokenFor(['ledger.read'], 'auditor')
    expect((await ask(query, {}, token)).status).toBe(200)
    await end(tokenId)
    const answer = await ask(query, {}, token)
    expect(answer.status).toBe(401)
    refused(answer, 'notSignedIn', 'badToken')
  })

  it.each([['Bearer'], ['Bearer dom_x'], ['Basic abc'], [`Bearer dom_${'A'.repeat(43)}`]])(
    '“%s” opens nothing',
    async (authorization) => {
      refused(await sent('{"query":"{ __typename }"}', { authorization }), 'notSignedIn', 'badToken')
    },
  )

  it('is kept as a hash, and its making and its end are in the ledger', async () => {
    const { actor } = await personWith('auditor')
    const { token, tokenId } = await createToken(actor, { name: 'grafana', scopes: ['ledger.read'] })
    await expect(revokeToken(person('person_other', 'auditor'), { tokenId })).rejects.toMatchObject({
      code: 'notFound',
    })
    await revokeToken(actor, { tokenId })
    await expect(revokeToken(actor, { tokenId })).rejects.toMatchObject({ reason: 'alreadyRevoked' })
    const { rows } = await raw.query('select * from api_token where id = $1', [tokenId])
    expect(JSON.stringify(rows)).not.toContain(token.slice(10))
    const { rows: told } = await raw.query(`select convert_from(decode(
      substring(convert_from(envelope, 'utf8') from '"payload":"([^"]*)"'), 'base64'), 'utf8') as said
      from ledger.event where kind = 'identity' order by position desc limit 2`)
    expect(told.map(({ said }) => JSON.parse(said).predicate.event)).toEqual(['tokenRevoked', 'tokenCreated'])
    expect(JSON.stringify(told)).not.toContain('grafana')
  })
})

describe('without any token or session', () => {
  it('nothing is answered', async () => {
    const answer = await sent('{"query":"{ __schema { types { name } } }"}')
    expect(answer.status).toBe(401)
    refused(answer, 'notSignedIn')
  })
})
