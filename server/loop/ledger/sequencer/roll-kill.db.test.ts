import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, expect, it, vi } from 'vitest'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from '../append.ts'
import { auditLedger } from '../audit.ts'
import { moveToNextPeriod } from '../testing/clock.ts'
import { clockDraft, contextOf } from '../testing/drafts.ts'
import { connect, overClient } from './connection.ts'

const database = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'roll-kill-'))
const home = join(scratch, 'keys/signing')
const signer = testSigner(join(scratch, 'keys'))
const superuser = new pg.Client({ connectionString: database.administrator })
await superuser.connect()
const running = new Set<ChildProcess>()
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  await superuser.end()
  rmSync(scratch, { recursive: true })
})

function startSequencer(): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
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

/** Entries by business time, all the while. */
async function write(stop: AbortSignal): Promise<number> {
  const client = await connect(database.urls.app)
  let written = 0
  while (!stop.aborted) {
    const { rows } = await client.query('select app_now() as now')
    await append(overClient(client), clockDraft(), { ...contextOf(signer), occurredAt: rows[0].now })
    written++
    await pause(Math.random() * 6)
  }
  await client.end()
  return written
}

/** Kills it soon after its keys changed so many times, or when it got through. */
async function killAt(changes: number): Promise<void> {
  const child = startSequencer()
  let seen = 0
  const reached = new Promise<void>((done) => {
    const watching = watch(home, (_, name) => {
      if (!/^\d+\.json$/.test(String(name)) || ++seen < changes * 2 - 1) return
      watching.close()
      done()
    })
    setTimeout(() => {
      watching.close()
      done()
    }, 2500)
  })
  await reached
  await pause(Math.random() * 25)
  child.kill('SIGKILL')
  await once(child, 'exit')
}

const number = async (sql: string) => Number((await superuser.query(`select (${sql}) as n`)).rows[0].n)

it('survives SIGKILL at any moment of a roll-over and of a rotation: one history, and every entry verifies', async () => {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  await signer.publicKey('entry')
  const first = startSequencer()
  await vi.waitFor(async () => expect(await number('select count(*) from ledger.leaf')).toBeGreaterThan(0), 20_000)
  first.kill('SIGKILL')
  await once(first, 'exit')
  const stop = new AbortController()
  const writer = write(stop.signal)
  for (let round = 0; round < 10; round++) {
    await moveToNextPeriod(superuser)
    await killAt(1 + (round % 7))
  }
  stop.abort()
  const written = await writer

  const last = startSequencer()
  await vi.waitFor(async () => expect(await number('select count(*) from ledger.pending')).toBe(0), 20_000)
  last.kill('SIGTERM')
  expect(await once(last, 'exit')).toEqual([0, null])
  expect(await number(`select count(*) from ledger.event where kind = 'clock'`)).toBe(written)
  expect(await number('select count(*) from ledger.leaf')).toBe(await number('select count(*) from ledger.event'))
  expect(await number('select count(*) from ledger.shard')).toBeGreaterThan(2)
  expect(await auditLedger(overClient(superuser))).toMatchObject({ ok: true, faults: [] })
  const entryKeys = (await testSigner(join(scratch, 'keys')).keys()).filter(({ purpose }) => purpose === 'entry')
  expect(entryKeys.length).toBeGreaterThan(2)
  expect(entryKeys.filter(({ state }) => state === 'current')).toHaveLength(1)
}, 180_000)
