import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { DesignSpec } from '#server/loop/designs/schemas.ts'
import type { WorkspaceModel } from '#server/loop/intents/schemas.ts'
import { code, design } from '#templates/code/index.ts'
import { isUntouched } from '#templates/code/language/stamp.ts'
import { renderModelFiles } from '#templates/code/render/index.ts'
import { arrival, resource } from '#templates/code/testing/arrival.ts'
import { story } from '#templates/code/testing/made-up.ts'
import { Repository } from '#templates/code/testing/repository.ts'

describe('a design', () => {
  const { model, files } = new Repository()

  it('offers two options where there is a choice, each with code of its own', () => {
    const options = design(resource, model)
    expect(options.map(({ operations }) => operations)).toEqual([
      ['GET /vessel-arrivals', 'POST /vessel-arrivals'],
      ['GET /vessel-arrivals', 'GET /vessel-arrivals/{id}', 'POST /vessel-arrivals'],
    ])
    const [plain, findable] = options.map((option) => JSON.stringify(code(option, model, files)))
    expect(plain).not.toContain('findVesselArrival')
    expect(findable).toContain('findVesselArrival')
  })

  it('that was edited past what the templates can follow is refused', () => {
    const [option] = design(resource, model)
    if (!option) throw new Error('no option')
    const edited = { ...option, operations: [...option.operations, 'DELETE /vessel-arrivals'] }
    expect(() => code(edited, model, files)).toThrow('cannot follow')
  })

  it('of a required field never invents without saying so, and never breaks the version before', () => {
    const field = { name: 'draught', type: 'decimal' as const, required: true, personal: false, rules: [] }
    const intent = { shape: 'addField' as const, service: 'harbour', entity: 'Berth', field }
    const sql = design(intent, model).map((option) =>
      code(option, model, files).operations.find(({ path }) => path.endsWith('.sql')),
    )
    expect(sql[0]).toMatchObject({ content: expect.stringContaining('numeric not null default 0;') })
    expect(sql[1]).toMatchObject({ content: expect.stringMatching(/"draught" numeric;/) })
  })
})

describe('what people wrote', () => {
  it('is kept, and a generated file they edited stops the change', () => {
    const repository = new Repository()
    repository.files['server/app.ts'] += '// mine\n'
    repository.files['config/service.json'] = '{\n  "title": "Our port"\n}\n'
    repository.apply(resource)
    expect(repository.files['server/app.ts']).toContain('// mine')
    expect(repository.files['config/service.json']).toContain('Our port')
    repository.files['server/resources/vessel-arrivals/store.ts'] += '// mine\n'
    const field = { name: 'cargo', type: 'text' as const, required: false, personal: false, rules: [] }
    expect(() => repository.apply({ shape: 'addField', service: 'harbour', entity: 'VesselArrival', field })).toThrow(
      'server/resources/vessel-arrivals/store.ts was edited by hand',
    )
  })
})

describe("a person's own repository", () => {
  const model: WorkspaceModel = { version: 1, service: 'harbour', entities: [], config: {} }
  const docs = {
    shape: 'docs' as const,
    service: 'harbour',
    path: 'docs/tides.md',
    title: 'Tides',
    body: 'Twice a day.',
  }

  it('gets documents and nothing else', () => {
    expect(() => design(resource, model)).toThrow('not made from our service pack')
    const [option] = design(docs, model)
    if (!option) throw new Error('no option')
    expect(code(option, model, { 'README.md': 'mine' }).operations).toEqual([
      { op: 'write', path: 'docs/tides.md', content: '# Tides\n\nTwice a day.\n' },
    ])
  })
})

describe('refusals', () => {
  const { model } = new Repository()
  const text = { name: 'code', type: 'text' as const, required: true, personal: false, rules: [] }
  const berth = { service: 'harbour', entity: 'Berth' }
  it.each([
    ['what is there already', { ...resource, entity: { ...arrival, name: 'Berth' } }, 'records berths already'],
    [
      'an unknown entity',
      { ...berth, entity: 'Quay', shape: 'listPage' as const, columns: ['code'] },
      'does not record quays',
    ],
    ['another service', { ...resource, service: 'customs' }, 'This is about customs'],
    [
      'a rule that does not fit',
      { ...berth, shape: 'validation' as const, field: 'name', rule: { kind: 'minimum' as const, value: 1 } },
      'does not fit name',
    ],
    [
      'rules without any value',
      { ...berth, shape: 'validation' as const, field: 'name', rule: { kind: 'minLength' as const, value: 90 } },
      'No value of name',
    ],
    [
      'a pattern that can run for ever',
      { ...berth, shape: 'validation' as const, field: 'name', rule: { kind: 'pattern' as const, value: '^(a+)+$' } },
      'run for ever',
    ],
    [
      'a broken pattern',
      { ...berth, shape: 'validation' as const, field: 'name', rule: { kind: 'pattern' as const, value: '(' } },
      'not a valid',
    ],
    ['a field that is there', { ...berth, shape: 'addField' as const, field: text }, 'a field code already'],
    [
      'a field of every record',
      { ...berth, shape: 'addField' as const, field: { ...text, name: 'id' } },
      'has id already',
    ],
    [
      'a name of the language',
      { ...berth, shape: 'addField' as const, field: { ...text, name: 'constructor' } },
      'keeps the name',
    ],
    [
      'personal order',
      { ...resource, entity: { name: 'Pilot', fields: [{ ...text, personal: true }] }, orderBy: 'code' },
      'personal data',
    ],
    [
      'a secret setting',
      { shape: 'config' as const, service: 'harbour', key: 'mail.apiKey', value: 'x' },
      'Settings are shown to everyone',
    ],
    [
      'a setting of another type',
      { shape: 'config' as const, service: 'harbour', key: 'list.maximumLimit', value: 'many' },
      'must be a whole number',
    ],
    [
      'a generated document',
      { shape: 'docs' as const, service: 'harbour', path: 'docs/data.md', title: 'x', body: '' },
      'written from what',
    ],
  ])('name %s kindly', (_, intent, sentence) => {
    expect(() => design(intent, model)).toThrow(sentence)
  })
})

describe('any story of changes', () => {
  it('composes, deterministically, and only ever adds', () => {
    let [applied, refused] = [0, 0]
    fc.assert(
      fc.property(story, fc.nat(1), (steps, choice) => {
        const [one, other] = [new Repository(), new Repository()]
        for (const step of steps) {
          const before = Object.keys(one.files)
          const followed = one.tryApply(step(one.model), choice)
          other.tryApply(step(other.model), choice)
          if (followed) DesignSpec.parse(followed)
          if (followed) applied++
          else refused++
          expect(Object.keys(one.files)).toEqual(expect.arrayContaining(before))
        }
        expect(one.files).toEqual(other.files)
        expectWhole(one)
      }),
      { numRuns: 30 },
    )
    expect(applied).toBeGreaterThan(refused * 3)
  }, 120_000)

  const folder = mkdtempSync(join(tmpdir(), 'shapes-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is formatted and lint-free as it comes', () => {
    const first = new Repository()
    first.writeTo(folder)
    for (const [index, steps] of fc.sample(story, { numRuns: 30 }).entries()) {
      const repository = new Repository()
      for (const step of steps) repository.tryApply(step(repository.model), index % 2)
      for (const path of Object.keys(repository.files))
        if (repository.files[path] === first.files[path]) delete repository.files[path]
      repository.writeTo(join(folder, `story-${index}`))
    }
    const biome = (verb: string) =>
      spawnSync(
        process.execPath,
        [resolve('node_modules/@biomejs/biome/bin/biome'), verb, '--max-diagnostics=3', '.'],
        { cwd: folder, encoding: 'utf8' },
      )
    for (const verb of ['format', 'lint']) {
      const { status, stdout, stderr } = biome(verb)
      expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' })
    }
  }, 120_000)
})

/** The files say what the model says, every generated one is stamped, and references and migrations hold. */
function expectWhole({ files, model }: Repository): void {
  expect(files).toMatchObject(renderModelFiles(model))
  for (const path of Object.keys(renderModelFiles(model)))
    if (!path.endsWith('.json')) expect(isUntouched(files[path] ?? '')).toBe(true)
  const migrations = Object.keys(files)
    .filter((path) => path.startsWith('migrations/'))
    .sort()
  expect(migrations.map((path) => Number(path.slice(11, 15)))).toEqual(migrations.map((_, index) => index + 1))
  for (const path of migrations)
    expect(files[path]?.replaceAll(/"[^"]*"/g, '')).not.toMatch(
      /\b(drop|rename|truncate|delete from|alter column|set not null)\b/i,
    )
  const names = migrations.flatMap((path) => files[path]?.match(/"[^"]+"/g) ?? [])
  for (const name of names) expect(name.length).toBeLessThanOrEqual(65)
  const openapi = JSON.parse(files['openapi.json'] ?? '')
  for (const [, name] of (files['openapi.json'] ?? '').matchAll(/#\/components\/schemas\/(\w+)/g))
    expect(openapi.components.schemas).toHaveProperty(String(name))
}
