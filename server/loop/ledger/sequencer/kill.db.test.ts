import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from '../append.ts'
import { auditLedger } from '../audit.ts'
import { clockDraft, contextOf } from '../testing/drafts.ts'
import { connect, overClient, transaction } from './connection.ts'

const database = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'ledger-'))
const context = contextOf(testSigner(join(scratch, 'keys')))
const administrator = new pg.Client({ connectionString: database.administrator })
await administrator.connect()
const running = new Set<ChildProcess>()
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  await administrator.end()
  rmSync(scratch, { recursive: true })
})

const rounds = 8
const program = join(import.meta.dirname, 'main.ts')

function startSequencer(): ChildProcess {
  const child = spawn(process.execPath, [program], {
    env: {
      NODE_ENV: 'test',
      DOMINION_DATA: scratch,
      SEQUENCER_DATABASE_URL: database.urls.sequencer,
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** Writes business rows and entries together, and now and then gives one up, until told to stop. */
async function write(stop: AbortSignal): Promise<void> {
  const client = await connect(database.urls.app)
  while (!stop.aborted) {
    const given = transaction(client, async () => {
      const { entryId } = await append(overClient(client), clockDraft('change_kill'), context)
      await client.query('insert into business values ($1)', [entryId])
      if (Math.random() < 0.1) throw new Error('given up')
    })
    await given.catch((error: Error) => expect(error.message).toBe('given up'))
    await pause(Math.random() * 4)
  }
  await client.end()
}

const number = async (sql: string) => Number((await administrator.query(`select (${sql}) as n`)).rows[0].n)

describe('the sequencer killed at random points', () => {
  it('loses nothing, doubles nothing and never signs two histories', async () => {
    await administrator.query(
      'create table business (entry_id uuid primary key); grant insert on business to dominion_app',
    )
    const stop = new AbortController()
    const writers = [write(stop.signal), write(stop.signal)]
    for (let round = 0; round < rounds; round++) {
      const child = startSequencer()
      const before = await number('select count(*) from ledger.leaf')
      await vi.waitFor(
        async () => expect(await number('select count(*) from ledger.leaf')).toBeGreaterThan(before),
        20_000,
      )
      await pause(Math.random() * 100)
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    stop.abort()
    await Promise.all(writers)

    const last = startSequencer()
    await vi.waitFor(async () => expect(await number('select count(*) from ledger.pending')).toBe(0), 20_000)
    last.kill('SIGTERM')
    expect(await once(last, 'exit')).toEqual([0, null])

    const business = await number('select count(*) from business')
    expect(business).toBeGreaterThan(rounds)
    expect(await number(`select count(*) from business join ledger.leaf on event_id = entry_id`)).toBe(business)
    expect(await number(`select count(*) from ledger.event where kind = 'clock'`)).toBe(business)
    expect(await number('select count(*) from ledger.leaf')).toBe(await number('select count(*) from ledger.event'))
    expect(await auditLedger(overClient(administrator))).toMatchObject({ ok: true, faults: [] })
  }, 120_000)
})
