import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serviceDatabases } from '#server/adapters/databases/embedded.ts'
import type { IntentSpec } from '#server/loop/intents/schemas.ts'
import { testCluster } from '#server/testing/database.ts'
import { entityWords } from '#templates/code/language/words.ts'
import { Checkout, installedDependencies, type RunningService } from '#templates/code/testing/checkout.ts'
import { story } from '#templates/code/testing/made-up.ts'
import { Repository } from '#templates/code/testing/repository.ts'

const databases = serviceDatabases({
  administratorUrl: () => testCluster().administrator,
  secret: () => 'a secret for tests',
})
const folder = mkdtempSync(join(tmpdir(), 'shapes-'))
const undo: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })]
let dependencies = ''
let serial = 0

beforeAll(() => {
  dependencies = installedDependencies(new Repository())
}, 180_000)

afterAll(async () => {
  for (const step of undo.reverse()) await step()
})

/** An empty database behind a socket of its own, as in the sandbox. */
async function emptyDatabase(): Promise<Record<string, string>> {
  const grant = await databases.temporary('shapes')
  const socket = join(folder, `socket-${serial++}`)
  const { close } = await databases.openSocket(grant, socket)
  undo.push(async () => {
    await close()
    await grant.dispose()
  })
  return { PGHOST: socket, PGPORT: '5432', PGDATABASE: grant.database, PGUSER: grant.role, PGPASSWORD: grant.password }
}

async function checkout(): Promise<Checkout> {
  const made = new Checkout(dependencies, await emptyDatabase())
  undo.push(() => made.remove())
  return made
}

/** Everything that the gates ask: each command passes, and four lines of five are covered. */
async function expectGood(place: Checkout): Promise<void> {
  for (const verb of ['format', 'lint', 'types', 'tests', 'build'] as const) expect(await place.run(verb)).toBe('')
  expect(place.linesCovered()).toBeGreaterThanOrEqual(80)
}

const name = (capital: boolean) =>
  fc
    .sample(fc.string({ unit: fc.constantFrom(...'abcdefghijklmnoprstuvw'.split('')), minLength: 4, maxLength: 9 }), 1)
    .map((text) => (capital ? text.charAt(0).toUpperCase() + text.slice(1) : text))[0] ?? ''

describe('every shape, on names made up now, built and called through its socket', () => {
  const entity = `${name(true)}${name(true)}Qy`
  const [word, size, day, extra, tail] = ['w', 's', 'd', 'e', 't'].map((letter) => `${letter}${name(false)}`) as [
    string,
    string,
    string,
    string,
    string,
  ]
  const { path, folder: page, table } = entityWords(entity)
  const plain = { required: true, personal: false, rules: [] }
  const base = { service: 'harbour', entity }
  const record = { [word]: 'Röd "port"', [size]: 7, [day]: '2026-05-01' }
  const repository = new Repository()
  let place: Checkout

  beforeAll(async () => {
    place = await checkout()
  })

  const cases: {
    shape: string
    option: number
    intent: IntentSpec
    shown: (service: RunningService) => Promise<void>
  }[] = [
    {
      shape: 'resource',
      option: 0,
      intent: {
        shape: 'resource',
        service: 'harbour',
        orderBy: day,
        entity: {
          name: entity,
          fields: [
            { ...plain, name: word, type: 'text' },
            { ...plain, name: size, type: 'integer', required: false },
            { ...plain, name: day, type: 'date' },
          ],
        },
      },
      async shown({ call }) {
        expect(await call(path, record)).toMatchObject({ status: 201, body: record })
        expect(await call(path, { ...record, [day]: '2026-04-01' })).toMatchObject({ status: 201 })
        const { body } = await call(`${path}?limit=1`)
        expect(body).toMatchObject({ items: [{ [day]: '2026-04-01' }], next: expect.any(String) })
        expect(await call(path, { [word]: 1 })).toMatchObject({ status: 422 })
      },
    },
    {
      shape: 'addField, required at once',
      option: 0,
      intent: { ...base, shape: 'addField', field: { ...plain, name: extra, type: 'decimal' } },
      async shown({ call }) {
        expect((await call(path)).body).toMatchObject({ items: [{ [extra]: 0 }, { [extra]: 0 }] })
        expect(await call(path, record)).toMatchObject({ status: 422, body: { errors: [{ field: extra }] } })
        expect(await call(path, { ...record, [extra]: 2.5 })).toMatchObject({ status: 201, body: { [extra]: 2.5 } })
      },
    },
    {
      shape: 'addField, required later, personal',
      option: 1,
      intent: { ...base, shape: 'addField', field: { ...plain, name: tail, type: 'text', personal: true } },
      async shown({ call }) {
        const full = { ...record, [extra]: 1, [tail]: 'Ann' }
        expect(await call(path, full)).toMatchObject({ status: 403 })
        const purpose = `${entityWords(entity).one.replaceAll(' ', '-')}-records`
        expect(await call(path, full, { 'consent-purpose': purpose })).toMatchObject({
          status: 201,
          body: { [tail]: 'Ann' },
        })
        expect(await call(path, { ...record, [extra]: 1 })).toMatchObject({ status: 201, body: { [tail]: null } })
      },
    },
    {
      shape: 'validation',
      option: 0,
      intent: { ...base, shape: 'validation', field: word, rule: { kind: 'pattern', value: '^[A-Z]{3}$' } },
      async shown({ call }) {
        expect(await call(path, { ...record, [extra]: 1 })).toMatchObject({
          status: 422,
          body: { errors: [{ field: word }] },
        })
        expect(await call(path, { ...record, [extra]: 1, [word]: 'ABC' })).toMatchObject({ status: 201 })
      },
    },
    {
      shape: 'listPage',
      option: 1,
      intent: { ...base, shape: 'listPage', columns: [word, size] },
      async shown({ call }) {
        const { body } = await call('/static/app.js')
        expect(body).toContain(page)
        expect(body).toContain('"createdAt"')
        expect((await call('/')).body).toContain('src="static/app.js"')
      },
    },
    {
      shape: 'readEndpoint by id',
      option: 0,
      intent: { ...base, shape: 'readEndpoint', query: { kind: 'byId' } },
      async shown({ call }) {
        const { items } = (await call(path)).body as { items: { id: string }[] }
        expect(await call(`${path}/${items[0]?.id}`)).toEqual({ status: 200, body: items[0] })
        expect(await call(`${path}/0`)).toMatchObject({ status: 404 })
      },
    },
    {
      shape: 'readEndpoint count',
      option: 0,
      intent: { ...base, shape: 'readEndpoint', query: { kind: 'count' } },
      async shown({ call }) {
        expect(await call(`${path}/count`)).toEqual({ status: 200, body: { count: 6 } })
      },
    },
    {
      shape: 'readEndpoint filter',
      option: 0,
      intent: { ...base, shape: 'readEndpoint', query: { kind: 'filter', field: day } },
      async shown({ call }) {
        expect((await call(`${path}?${day}=2026-04-01`)).body).toMatchObject({
          items: [{ [day]: '2026-04-01' }],
          next: null,
        })
        expect((await call(`${path}?${day}=1999-01-01`)).body).toEqual({ items: [], next: null })
        expect(await call(`${path}?${extra}=1`)).toMatchObject({ status: 422 })
      },
    },
    {
      shape: 'config',
      option: 0,
      intent: { shape: 'config', service: 'harbour', key: `${word}.${size}`, value: 41.5 },
      async shown({ call }) {
        expect((await call('/settings.json')).body).toMatchObject({ [`${word}.${size}`]: 41.5 })
      },
    },
    {
      shape: 'docs',
      option: 0,
      intent: { shape: 'docs', service: 'harbour', path: `docs/${word}.md`, title: word, body: `All of ${table}.` },
      async shown({ call }) {
        expect(await call(`/docs/${word}.md`)).toEqual({ status: 200, body: `# ${word}\n\nAll of ${table}.\n` })
        expect((await call('/docs/index.md')).body).toContain(`[${word}](${word}.md)`)
      },
    },
  ]

  it.each(cases)(
    '$shape',
    async ({ option, intent, shown }) => {
      repository.apply(intent, option)
      place.write(repository)
      await expectGood(place)
      const service = await place.start()
      try {
        expect(await service.call('/health')).toMatchObject({ status: 200 })
        await shown(service)
      } finally {
        expect(await service.stop()).toBe(0)
      }
    },
    180_000,
  )
})

describe('stories of changes on the oddest names', () => {
  const seed = Date.now() % 1_000_000
  it.each(fc.sample(story, { numRuns: 3, seed }).map((steps, index) => [index, steps] as const))(
    `number %i of seed ${seed} passes every gate`,
    async (index, steps) => {
      const repository = new Repository()
      for (const step of steps) repository.tryApply(step(repository.model), index % 2)
      const place = await checkout()
      place.write(repository)
      await expectGood(place)
    },
    180_000,
  )
})
