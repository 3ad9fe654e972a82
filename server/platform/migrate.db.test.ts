import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '#server/testing/database.ts'
import { migrate } from './migrate.ts'

const { urls, administrator } = await testDatabase()
let folder: string

const add = (name: string, sql: string) => {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'migration.sql'), sql)
}

async function ask(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: administrator })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  await ask('drop schema if exists harbour cascade; delete from _prisma_migrations')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('migrating', () => {
  it('applies in order, once, as the owner', async () => {
    add('0001_first', 'create schema harbour; create table harbour.vessel (name text);')
    add('0002_second', `insert into harbour.vessel values ('Sarah');`)
    expect(await migrate(urls.migrate, folder)).toEqual(['0001_first', '0002_second'])
    expect(await migrate(urls.migrate, folder)).toEqual([])
    expect(await ask('select name from harbour.vessel')).toEqual([{ name: 'Sarah' }])
    const owner = `select tableowner from pg_tables where schemaname = 'harbour'`
    expect(await ask(owner)).toEqual([{ tableowner: 'dominion_owner' }])
  })

  it('leaves nothing of one that fails, and goes on when it is mended', async () => {
    add('0001_first', 'create schema harbour; create table harbour.vessel (name text); select 1/0;')
    await expect(migrate(urls.migrate, folder)).rejects.toThrow(/0001_first failed: division by zero/)
    expect(await ask(`select from pg_namespace where nspname = 'harbour'`)).toEqual([])
    add('0001_first', 'create schema harbour;')
    expect(await migrate(urls.migrate, folder)).toEqual(['0001_first'])
  })

  it('keeps function bodies whole', async () => {
    const body = 'begin perform 1; perform 2; return 3; end'
    add('0001_f', `create schema harbour; create function harbour.f() returns int language plpgsql as $$ ${body} $$;`)
    await migrate(urls.migrate, folder)
    expect(await ask('select harbour.f() as answer')).toEqual([{ answer: 3 }])
  })

  it('lets two callers wait for each other', async () => {
    add('0001_first', 'create schema harbour; select pg_sleep(0.2);')
    const both = await Promise.all([migrate(urls.migrate, folder), migrate(urls.migrate, folder)])
    expect(both.flat()).toEqual(['0001_first'])
  })

  it('refuses one that was edited after it was applied', async () => {
    add('0001_first', 'create schema harbour;')
    await migrate(urls.migrate, folder)
    add('0001_first', 'create schema harbour; -- and more')
    await expect(migrate(urls.migrate, folder)).rejects.toThrow(/edited after it was applied/)
  })

  it('refuses a database that a later version used', async () => {
    add('0009_later', 'create schema harbour;')
    await migrate(urls.migrate, folder)
    rmSync(join(folder, '0009_later'), { recursive: true })
    await expect(migrate(urls.migrate, folder)).rejects.toThrow(/later version.*0009_later/)
  })
})
