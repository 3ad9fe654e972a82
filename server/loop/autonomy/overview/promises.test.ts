import { describe, expect, it } from 'vitest'
import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import type { ChangeFacts } from '#server/policy/schemas.ts'
import { promisesOf } from './promises.ts'

const spec = {
  intent: { shape: 'docs', path: 'docs/tides.md' },
  operations: ['GET /tides'],
  schemaChanges: [
    { kind: 'createTable', table: 'tides', columns: ['id', 'height'] },
    { kind: 'addColumn', table: 'berths', column: 'remarks' },
    { kind: 'addConstraint', table: 'berths', name: 'code_length' },
  ],
  newEnvironment: ['TIDE_URL'],
  newDependencies: ['tide-tables'],
} as unknown as DesignSpec

const place = { path: 'src/tides.ts', line: 1 }
const statement = (kind: string, table: string, columns: string[] = []) => ({
  ...place,
  ...{ kind, table, columns, verb: 'CREATE TABLE' },
})
const facts = {
  files: [{ path: 'docs/tides.md' }],
  syntax: {
    provided: ['GET /tides', 'GET /berths'],
    operations: [{ operation: 'GET /tides', ...place }],
    environment: [{ name: 'TIDE_URL', ...place }],
    imports: [{ module: 'tide-tables', builtin: false, locked: false, ...place }],
  },
  migrations: [
    statement('createTable', 'tides', ['id', 'height']),
    statement('addColumn', 'berths', ['remarks']),
    statement('addConstraint', 'berths'),
    statement('comment', 'elsewhere'),
  ],
} as unknown as ChangeFacts

const states = (changed: object | null) =>
  Object.fromEntries(promisesOf(spec, changed && { ...facts, ...changed }).map(({ name, state }) => [name, state]))
const all = (state: string) => ({
  'GET /tides': state,
  'tides (id, height)': state,
  'berths.remarks': state,
  'code_length (berths)': state,
  TIDE_URL: state,
  'tide-tables': state,
  'docs/tides.md': state,
})

describe('what a design promises', () => {
  it('is open before a commit was judged', () => expect(states(null)).toEqual(all('open')))

  it('is kept when the commit holds it', () => expect(states({})).toEqual(all('kept')))

  it('is missing when the commit was looked at and does not hold it', () => {
    const syntax = { provided: [], operations: [], environment: [], imports: [] }
    expect(states({ files: [], syntax, migrations: [] })).toEqual(all('missing'))
  })

  it('is unseen where nobody could look', () =>
    expect(states({ files: null, syntax: null, migrations: null })).toEqual(all('unseen')))

  it('half a table is a missing one', () =>
    expect(states({ migrations: [statement('createTable', 'tides', ['id'])] })).toMatchObject({
      'tides (id, height)': 'missing',
    }))
})

it('names what the commit holds beyond its design', () => {
  const syntax = {
    ...facts.syntax,
    operations: [{ operation: 'DELETE /tides', ...place }],
    environment: [{ name: '*', ...place }],
    imports: [
      { module: 'left-pad', builtin: false, locked: null, ...place },
      { module: 'node:fs', builtin: true, locked: null, ...place },
    ],
  }
  expect(states({ syntax, migrations: [statement('createTable', 'harbours')] })).toMatchObject({
    'DELETE /tides': 'beyond',
    '*': 'beyond',
    'left-pad': 'beyond',
    harbours: 'beyond',
  })
})
