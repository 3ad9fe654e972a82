import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { describe, expect, it } from 'vitest'
import { page, pageRequest } from './paging.ts'
import { answerProblem } from './problems.ts'
import { inQuery, listQuery } from './queries.ts'
import { jsonBody, requireConsent } from './requests.ts'
import { readSettings } from './settings.ts'

const app = new Hono()
app.onError(answerProblem)
app.post('/json', async (c) => c.json(await jsonBody(c)))
app.post('/consent', async (c) => {
  requireConsent(c, 'crew-records', ['name'], await jsonBody(c))
  return c.json('taken')
})
app.get('/query', (c) => c.json(listQuery({ deep: inQuery.boolean.optional() }).parse(c.req.query())))
app.get('/stored', () => {
  throw Object.assign(new Error('numeric value out of range'), { code: '22003' })
})
app.get('/refused', () => {
  throw new HTTPException(401, { message: 'Sign in first.' })
})
app.get('/broken', () => {
  throw new Error('a detail nobody outside may see')
})

const json = { 'content-type': 'application/json' }

describe('a request', () => {
  it.each([
    ['is not declared as JSON', { 'content-type': 'text/plain' }, '{}', 415],
    ['is not JSON', json, '{', 400],
    ['is JSON', json, '{}', 200],
  ])('that %s is answered in kind', async (_, headers, body, status) => {
    expect((await app.request('/json', { method: 'POST', headers, body })).status).toBe(status)
  })

  it('with personal data must name the purpose that was agreed to', async () => {
    const send = (body: string, purpose?: string) =>
      app.request('/consent', {
        method: 'POST',
        headers: { ...json, ...(purpose && { 'consent-purpose': purpose }) },
        body,
      })
    expect((await send('{"name":"Ann"}')).status).toBe(403)
    expect((await send('{"name":"Ann"}', 'marketing')).status).toBe(403)
    expect((await send('{"name":"Ann"}', 'crew-records')).status).toBe(200)
    expect((await send('{"name":null,"berth":"A1"}')).status).toBe(200)
    expect((await send('7')).status).toBe(200)
  })

  it('may filter only by what the list knows', async () => {
    expect(await (await app.request('/query?limit=5&deep=true')).json()).toEqual({ limit: 5, deep: true })
    const answer = await app.request('/query?deap=true')
    expect(await answer.json()).toMatchObject({ status: 422, errors: [{ field: 'deap' }] })
  })

  it.each([
    ['/stored', 422, 'A value is outside what can be stored.'],
    ['/refused', 401, 'Sign in first.'],
    ['/broken', 500, 'The service could not answer. Nothing was changed; please try again.'],
  ])('to %s is answered with a problem that hides what is inside', async (path, status, title) => {
    const answer = await app.request(path)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ status, title })
  })
})

describe('a page', () => {
  const settings = { ...readSettings('.'), 'list.defaultLimit': 10, 'list.maximumLimit': 50 }
  const rows = ['3', '2', '1'].map((id) => ({ id, _sequence: id, _value: null }))

  it('has the asked size, or the default', () => {
    expect(pageRequest({ limit: 50 }, settings)).toEqual({ limit: 50, after: null })
    expect(pageRequest({}, settings).limit).toBe(10)
    expect(pageRequest({}, { ...settings, 'list.maximumLimit': 5 }).limit).toBe(5)
    expect(() => pageRequest({ limit: 51 }, settings)).toThrow('Some values are not acceptable.')
  })

  it('leads to the next one until the last', () => {
    const first = page(rows, 2)
    expect(first.items).toEqual([{ id: '3' }, { id: '2' }])
    expect(pageRequest({ cursor: first.next ?? '' }, settings).after).toEqual({ sequence: '2', value: null })
    expect(page(rows, 3).next).toBeNull()
  })

  it.each(['', 'x', Buffer.from('["1 or 1=1",null]').toString('base64url')])(
    'refuses the invented cursor "%s"',
    (cursor) => {
      expect(() => pageRequest({ cursor }, settings)).toThrow('did not come from this list')
    },
  )
})
