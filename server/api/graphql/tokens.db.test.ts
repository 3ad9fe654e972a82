import { describe, expect, it } from 'vitest'
import { createToken, revokeToken } from '#server/identity/index.ts'
import { person } from '#server/testing/instance.ts'
import { ask, ids, personWith, raw, refused, sent, tokenFor } from './testing/asked-ledger.ts'

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
