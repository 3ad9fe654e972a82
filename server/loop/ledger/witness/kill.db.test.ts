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
import { exportBundle } from '../bundle/export.ts'
import { nativeMlDsa44 } from '../native.ts'
import { verifyBundle } from '../proof/index.ts'
import { connect, overClient } from '../sequencer/connection.ts'
import { clockDraft, contextOf } from '../testing/drafts.ts'
import { TestWitnesses } from '../testing/witnesses.ts'

const database = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'ledger-'))
const signer = testSigner(join(scratch, 'keys'))
const administrator = new pg.Client({ connectionString: database.administrator })
await administrator.connect()
// Where the sequencer's process writes which log is its own.
const witnesses = new TestWitnesses(join(scratch, 'ledger'))
const names = ['one', 'two', 'three'] as const
await witnesses.start(...names)
const running = new Set<ChildProcess>()
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  await witnesses.end()
  await administrator.end()
  rmSync(scratch, { recursive: true })
})

const rounds = 6

function startSequencer(): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../sequencer/main.ts')], {
    env: {
      NODE_ENV: 'test',
      DOMINION_DATA: scratch,
      SEQUENCER_DATABASE_URL: database.urls.sequencer,
      LEDGER_WITNESSES: witnesses.lines(...names).join('\n'),
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

async function write(stop: AbortSignal): Promise<void> {
  const client = await connect(database.urls.app)
  while (!stop.aborted) {
    await append(overClient(client), clockDraft('change_kill'), contextOf(signer))
    await pause(Math.random() * 6)
  }
  await client.end()
}

const number = async (sql: string) => Number((await administrator.query(`select coalesce((${sql}), 0) as n`)).rows[0].n)
const witnessed = 'select max(size) from ledger.witnessed'

describe('sequencers and witnesses killed in the middle of their rounds', () => {
  it('go on together: one history, every entry of it witnessed, nothing countersigned that does not hold', async () => {
    const stop = new AbortController()
    const writing = write(stop.signal)
    let [leading, waiting] = [startSequencer(), startSequencer()]
    for (let round = 0; round < rounds; round++) {
      const before = await number(witnessed)
      await vi.waitFor(async () => expect(await number(witnessed)).toBeGreaterThan(before), 20_000)
      await pause(Math.random() * 250)
      const victim = names[round % names.length] as (typeof names)[number]
      // Whichever of the two leads: over the rounds each is killed while it does.
      await Promise.all([kill(leading), witnesses.kill(victim)])
      await witnesses.start(victim)
      ;[leading, waiting] = [waiting, startSequencer()]
    }
    stop.abort()
    await writing
    const all = await number('select count(*) from ledger.event')
    await vi.waitFor(async () => expect(await number(witnessed)).toBe(all), 20_000)
    await Promise.all([kill(leading), kill(waiting)])

    expect(await number('select count(*) from ledger.leaf')).toBe(all)
    expect(await auditLedger(overClient(administrator))).toMatchObject({ ok: true, faults: [] })
    const { bytes } = await exportBundle(overClient(administrator), 'change_kill', signer)
    const verdict = await verifyBundle(bytes, { verifyMlDsa: nativeMlDsa44 })
    expect(verdict).toMatchObject({ ok: true, faults: [], headSize: all })
    expect(verdict.proved.join('\n')).toMatch(/[23] of 3 witnesses/)
  }, 180_000)
})
