import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { databaseRoles } from '#server/platform/postgres/index.ts'
import { testDatabase } from './database.ts'

const { urls, administrator } = await testDatabase()

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ answer: unknown }>(sql)
    return rows[0]?.answer
  } finally {
    await client.end()
  }
}

describe('the roles of the product’s database', () => {
  it.each(databaseRoles)('lets %s log in as itself', async (role) => {
    expect(await ask(urls[role], 'select current_user as answer')).toBe(`dominion_${role}`)
  })

  it('refuses a wrong password', async () => {
    const url = new URL(urls.app)
    url.password = 'guessed'
    await expect(ask(url.href, 'select 1 as answer')).rejects.toThrow(/password authentication failed/)
  })

  it('lets nobody log in as the owner', async () => {
    const sql = `select rolcanlogin as answer from pg_roles where rolname = 'dominion_owner'`
    expect(await ask(administrator, sql)).toBe(false)
  })

  it.each(['app', 'sequencer', 'queue'] as const)('does not let %s make a table or become the owner', async (role) => {
    await expect(ask(urls[role], 'create table public.intruder ()')).rejects.toThrow(/permission denied/)
    await expect(ask(urls[role], 'set role dominion_owner')).rejects.toThrow(/permission denied/)
  })

  it('gives the queue its own schema and nothing else', async () => {
    expect(await ask(urls.queue, 'select count(*)::int > 0 as answer from bullmq.migration')).toBe(true)
    await expect(ask(urls.queue, 'select 1 as answer from public.change')).rejects.toThrow(/permission denied/)
    await expect(ask(urls.app, 'select 1 as answer from bullmq.migration')).rejects.toThrow(/permission denied/)
  })
})
