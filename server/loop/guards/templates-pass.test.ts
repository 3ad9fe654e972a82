import { beforeAll, describe, expect, it } from 'vitest'
import type { Entity, IntentSpec } from '#server/loop/intents/schemas.ts'
import { activePolicy, type Policy } from '#server/policy/index.ts'
import { Repository } from '#templates/code/testing/repository.ts'
import { changeFacts } from './facts/gather.ts'
import { type Judgement, judge } from './judge.ts'
import { type Files, seenBetween } from './testing/seen.ts'

/** Every shape the templates can build is let through at the tier it deserves, and one line too many is not. */

let policy: Policy
beforeAll(async () => {
  policy = await activePolicy()
})

type Field = Entity['fields'][number]
const field = (name: string, personal = false): Field => ({ name, type: 'text', required: true, personal, rules: [] })
const service = 'harbour'
const crane = { name: 'CraneLease', fields: [field('craneName'), field('lesseeNumber')] }
const resource = { shape: 'resource' as const, service, entity: crane, orderBy: null }

const shapes: [tier: string, intent: IntentSpec][] = [
  ['high', resource],
  ['high', { shape: 'addField', service, entity: 'CraneLease', field: { ...field('remarks'), required: false } }],
  ['medium', { shape: 'readEndpoint', service, entity: 'CraneLease', query: { kind: 'byId' } }],
  ['medium', { shape: 'readEndpoint', service, entity: 'CraneLease', query: { kind: 'count' } }],
  ['medium', { shape: 'readEndpoint', service, entity: 'CraneLease', query: { kind: 'filter', field: 'craneName' } }],
  [
    'medium',
    { shape: 'validation', service, entity: 'CraneLease', field: 'craneName', rule: { kind: 'maxLength', value: 40 } },
  ],
  ['medium', { shape: 'listPage', service, entity: 'CraneLease', columns: ['craneName'] }],
  ['low', { shape: 'config', service, key: 'lists.defaultLimit', value: 30 }],
  ['low', { shape: 'docs', service, path: 'docs/cranes.md', title: 'Cranes', body: 'How the cranes are leased.' }],
]

/** The intent's change on a harbour that already has crane leases, unless it is the one that brings them. */
function applied(intent: IntentSpec, edit: (head: Record<string, string>) => void = () => undefined) {
  const repository = new Repository()
  if (intent.shape !== 'resource') repository.apply(resource, 0)
  const base: Files = { ...repository.files }
  const design = repository.apply(intent, 0)
  edit(repository.files)
  const { shape } = intent
  const facts = changeFacts(seenBetween(base, repository.files, design, policy.digest))
  return judge(policy, facts, { text: null, form: { shape, personalFields: design.personalFields.length }, design })
}

const told = ({ findings, verdict }: Judgement) => [
  ...findings.map(({ rule, where, message }) => `${rule} ${where.path}:${where.line} ${message}`),
  ...verdict.missingEvidence.map(({ kind, reason }) => `${kind} ${reason}`),
]

describe('what the templates write is allowed', () => {
  it.each(shapes)('%s: %o', (tier, intent) => {
    const judgement = applied(intent)
    expect(told(judgement)).toEqual([])
    expect(judgement.verdict.allow).toBe(true)
    expect(judgement.tier).toBe(tier)
  })
})

const routes = 'server/resources/crane-leases/routes.ts'
const store = 'server/resources/crane-leases/store.ts'
const migration = 'migrations/0002_create_crane_leases.sql'

describe('one thing more in the code, and it is denied where it stands', () => {
  it.each<[rule: string, path: string, added: string]>([
    ['security.dangerous_call', store, 'export const shout = (text: string) => eval(text)'],
    [
      'security.dangerous_call',
      store,
      'export const find = (db: Database, id: string) => db.query(`select ${id}`, [])',
    ],
    ['security.forbidden_module', store, "import { spawn } from 'node:child_process'\nvoid spawn"],
    ['architecture.undeclared_environment', store, 'export const key = process.env.PORT_KEY'],
    ['architecture.undeclared_environment', store, "export const one = (name: string) => process.env[name] ?? ''"],
    ['architecture.undeclared_import', store, "import pad from 'left-pad'\nvoid pad"],
    [
      'architecture.undeclared_operation',
      routes,
      "export const more = (app: Hono) => app.delete('/everything', (c) => c.body(null))",
    ],
    [
      'security.unvalidated_operation',
      routes,
      "export const raw = (app: Hono) => app.put('/raw', async (c) => c.json(await c.req.json()))",
    ],
    ['architecture.undeclared_table', migration, 'create table "shadow" ("id" uuid);'],
    ['architecture.undeclared_table', migration, 'alter table "crane_leases" add column "extra" text;'],
    ['architecture.narrowing_migration', migration, 'drop table "crane_leases";'],
    ['architecture.narrowing_migration', migration, 'alter table "crane_leases" add column "x" text not null;'],
    ['security.privilege_change', migration, 'grant select on "crane_leases" to public;'],
    ['privacy.undeclared_personal', migration, 'alter table "crane_leases" add column "passport" text;'],
    [
      'privacy.logged_personal',
      store,
      'export const tell = (input: { masterEmail: string }) => console.log(input.masterEmail)',
    ],
  ])('%s in %s: %s', (rule, path, added) => {
    const withPersonal = rule === 'privacy.logged_personal'
    const judgement = applied(resource, (head) => {
      expect(head[path]).toBeDefined()
      if (withPersonal)
        head['model/service.json'] = head['model/service.json']?.replace('"lesseeNumber"', '"masterEmail"') ?? ''
      head[path] = `${head[path]}\n${added}\n`
    })
    expect(judgement.verdict.allow).toBe(false)
    const found = judgement.findings.filter((finding) => finding.rule === rule)
    expect(found.map(({ where }) => where.path)).toContain(path)
    expect(found.find(({ where }) => where.path === path)?.where.line).toBeGreaterThan(5)
  })

  it.each(['package-lock.json', 'dominion.json', 'policies/x.rego', '.github/workflows/x.yml'])(
    '%s is protected',
    (path) => {
      const judgement = applied(resource, (head) => {
        head[path] = `${head[path] ?? ''} `
      })
      expect(judgement.findings.map(({ rule, where }) => [rule, where.path])).toContainEqual([
        'architecture.protected_path',
        path,
      ])
    },
  )

  it('an operation left out is missed', () => {
    const judgement = applied(resource, (head) => {
      head[routes] = head[routes]?.replace("routes.post('/'", "routes.get('/new'") ?? ''
    })
    expect(judgement.findings.map(({ rule }) => rule)).toContain('architecture.missing_operation')
  })

  it('code that cannot be read is missing evidence, not a pass', () => {
    const judgement = applied(resource, (head) => {
      head[store] = `${head[store]}\nexport const = {`
    })
    expect(judgement.verdict.allow).toBe(false)
    expect(judgement.verdict.missingEvidence).toContainEqual({ kind: 'syntax', reason: 'notCompleted' })
  })
})

describe('a personal field', () => {
  const personal = { ...resource, entity: { ...crane, fields: [...crane.fields, field('lesseeEmail', true)] } }
  const withPurpose = (purpose: string | null) => (head: Record<string, string>) => {
    const model = JSON.parse(head['model/service.json'] ?? '{}')
    for (const entity of model.entities) if (entity.name === 'CraneLease') entity.consentPurpose = purpose
    head['model/service.json'] = JSON.stringify(model, null, 2)
  }
  it('is denied without a purpose, at its line of the migration', () => {
    const { findings } = applied(personal, withPurpose(null))
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'privacy.purpose_missing',
        where: { path: migration, line: expect.any(Number) },
      }),
    )
  })
  it('is allowed for a purpose that some consent envelope knows', () => {
    expect(told(applied(personal, withPurpose('port_notices')))).toEqual([])
  })
})
