import { expect, it } from 'vitest'
import { submit } from '#server/loop/intents/index.ts'
import type { IntentSpec } from '#server/loop/intents/schemas.ts'
import { edge, madeUpWord, passing, people, serviceOfOwn } from './journey.ts'

const capital = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`
const plain = { required: true, personal: false, rules: [] }

interface Listed {
  items: Record<string, unknown>[]
}

async function read<T>(url: string): Promise<T> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as T
}

async function post(url: string, record: object): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(record) })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

it('every shape of change works on names that nobody thought of, one on top of the other', async () => {
  const service = await serviceOfOwn()
  const [type, name, amount, later, word] = [
    capital(madeUpWord()),
    madeUpWord(),
    madeUpWord(),
    madeUpWord(),
    madeUpWord(),
  ]
  const its = { service, entity: type }
  const ship = async (spec: IntentSpec) => {
    const { changeId } = await submit(people.requester, { service, text: `${type}, ${spec.shape}`, spec })
    await passing().into(changeId, 'delivered')
  }
  const found = async () => {
    const { paths } = await read<{ paths: Record<string, object> }>(`${edge}/${service}/openapi.json`)
    return Object.keys(paths).find((path) => path.includes(type.toLowerCase().slice(0, -1))) ?? ''
  }

  const fields = [
    { ...plain, name, type: 'text' as const },
    { ...plain, name: amount, type: 'integer' as const },
  ]
  await ship({ shape: 'resource', service, entity: { name: type, fields }, orderBy: amount })
  const collection = `${edge}/${service}${await found()}`
  expect(await post(collection, { [name]: 'b', [amount]: 2 })).toMatchObject({ status: 201 })
  expect(await post(collection, { [name]: 'a', [amount]: 1 })).toMatchObject({ status: 201 })
  const { items } = await read<Listed>(collection)
  expect(items.map((item) => item[amount])).toEqual([1, 2])
  expect((await post(collection, { [name]: 'c', [amount]: 'many' })).status).toBe(422)

  await ship({ shape: 'readEndpoint', ...its, query: { kind: 'filter', field: name } })
  const filtered = await read<Listed>(`${collection}?${name}=b`)
  expect(filtered.items).toMatchObject([{ [name]: 'b', [amount]: 2 }])

  await ship({ shape: 'addField', ...its, field: { ...plain, name: later, type: 'text', required: false } })
  expect((await read<Listed>(collection)).items).toHaveLength(2)
  expect(await post(collection, { [name]: 'd', [amount]: 4, [later]: word })).toMatchObject({
    status: 201,
    body: { [later]: word },
  })

  await ship({ shape: 'validation', ...its, field: name, rule: { kind: 'maxLength', value: 3 } })
  expect((await post(collection, { [name]: 'too long', [amount]: 5 })).status).toBe(422)
  expect((await post(collection, { [name]: 'fit', [amount]: 5 })).status).toBe(201)

  await ship({ shape: 'listPage', ...its, columns: [name, later] })
  const page = await fetch(`${edge}/${service}/`)
  expect(page.headers.get('content-type')).toContain('text/html')
  const script = /src="([^"]+\.js)"/.exec(await page.text())?.[1] ?? ''
  const bundle = await (await fetch(new URL(script, `${edge}/${service}/`))).text()
  expect(bundle).toContain(capital(later))

  await ship({ shape: 'config', service, key: 'list.defaultLimit', value: 1 })
  expect(await read(`${edge}/${service}/settings.json`)).toMatchObject({ 'list.defaultLimit': 1 })
  expect((await read<Listed>(collection)).items).toHaveLength(1)

  const body = `It is kept by ${word}.`
  await ship({ shape: 'docs', service, path: `docs/${word}.md`, title: capital(word), body })
  expect(await (await fetch(`${edge}/${service}/docs/${word}.md`)).text()).toContain(body)

  // What came first still works under all that came later.
  expect((await read<Listed>(`${collection}?${name}=b`)).items).toMatchObject([{ [amount]: 2 }])
})
