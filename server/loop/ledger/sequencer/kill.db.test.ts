import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, expect, it, vi } from 'vitest'
import { auditLedger } from '../audit.ts'
import { durableServer } from '../testing/durable-server.ts'
import { connect, overClient } from './connection.ts'

/** The nightly run asks for 1,000. */
const rounds = Number(process.env.LEDGER_KILL_ROUNDS ?? 50)
/** Of ten rounds: who signs, who writes, and now and then the server below both. */
const turns = [
  'sequencer',
  'writer',
  'sequencer',
  'writer',
  'postgres',
  'writer',
  'sequencer',
  'writer',
  'sequencer',
  'writer',
] as const
/** A killed part is up again within a second; a busy machine takes its time. */
const backWithinMs = 60_000
const longestCalmMs = 100

const folder = mkdtempSync(join(tmpdir(), 'ledger-kill-'))
const keys = join(folder, 'keys')
mkdirSync(keys, { mode: 0o700 })
const server = await durableServer(folder)
const running = new Map<string, ChildProcess>()
/** What the writer was told is done. */
const acknowledged = new Set<string>()
/** Every head that was seen, by its size: none may ever be taken back. */
const seen = new Map<string, string>()
let client: pg.Client | null = null

afterAll(async () => {
  for (const child of running.values()) child.kill('SIGKILL')
  await client?.end().catch(() => undefined)
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const programs = {
  sequencer: {
    argv: [join(import.meta.dirname, 'main.ts')],
    env: { DOMINION_DATA: folder, SEQUENCER_DATABASE_URL: server.as('sequencer'), LOG_LEVEL: 'silent' },
  },
  writer: { argv: [join(import.meta.dirname, '../testing/writer.ts'), server.as('app'), keys], env: {} },
} as const

function start(name: keyof typeof programs): void {
  const { argv, env } = programs[name]
  const child = spawn(process.execPath, argv, {
    env: { NODE_ENV: 'test', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  createInterface(child.stdout).on('line', (line) => name === 'writer' && acknowledged.add(line))
  running.set(name, child)
}

async function kill(name: (typeof turns)[number]): Promise<void> {
  if (name === 'postgres') return await server.killAndStart()
  const child = running.get(name)
  child?.kill('SIGKILL')
  if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  start(name)
}

/** One row, over a session that is made anew when the server went away under it. */
async function ask<T>(sql: string): Promise<T> {
  for (const end = Date.now() + backWithinMs; ; await pause(20)) {
    try {
      client ??= await connect(server.administrator)
      return (await client.query(sql)).rows[0]
    } catch (error) {
      await client?.end().catch(() => undefined)
      client = null
      if (Date.now() > end) throw error
    }
  }
}

const leaves = async () => (await ask<{ n: number }>('select count(*)::int as n from ledger.leaf')).n

async function untilItGrew(from: number): Promise<void> {
  for (const end = Date.now() + backWithinMs; (await leaves()) <= from; await pause(10))
    if (Date.now() > end) throw new Error(`the tree stayed at ${from}`)
  const head = await ask<{ size: string; note: string }>(
    'select size, note from ledger.checkpoint order by size desc limit 1',
  )
  seen.set(head.size, head.note)
}

it(`${rounds} times the sequencer, the writer or PostgreSQL is killed: nothing is lost, doubled, left out or signed twice`, async ({
  annotate,
}) => {
  const begun = performance.now()
  start('sequencer')
  start('writer')
  for (let round = 0; round < rounds; round++) {
    await untilItGrew(await leaves())
    await pause(Math.random() * longestCalmMs)
    await kill(turns[round % turns.length] ?? 'sequencer')
  }
  await untilItGrew(await leaves())
  running.get('writer')?.kill('SIGKILL')
  await once(running.get('writer') as ChildProcess, 'close')
  await vi.waitFor(
    async () => expect(await ask('select count(*)::int as n from ledger.pending')).toEqual({ n: 0 }),
    backWithinMs,
  )
  running.get('sequencer')?.kill('SIGTERM')
  expect(await once(running.get('sequencer') as ChildProcess, 'exit')).toEqual([0, null])
  await annotate(`${rounds} rounds in ${Math.round((performance.now() - begun) / 1000)} s`, 'notice')

  const counts = await ask<Record<'business' | 'both' | 'own' | 'leaves' | 'events', number>>(`
    select (select count(*)::int from business) as business,
           (select count(*)::int from business join ledger.leaf on event_id = entry_id) as both,
           (select count(*)::int from ledger.event where kind = 'clock') as own,
           (select count(*)::int from ledger.leaf) as leaves, (select count(*)::int from ledger.event) as events`)
  expect(counts.business).toBeGreaterThan(rounds)
  expect(counts).toMatchObject({ both: counts.business, own: counts.business, leaves: counts.events })
  const lost = await ask<{ n: number }>(
    `select count(*)::int as n from unnest('{${[...acknowledged].join()}}'::uuid[]) id where id not in (select entry_id from business)`,
  )
  expect(acknowledged.size).toBeGreaterThan(rounds)
  expect(lost.n).toBe(0)
  for (const [size, note] of seen)
    expect(await ask(`select note from ledger.checkpoint where size = ${size}`)).toEqual({ note })
  expect(await auditLedger(overClient(client as pg.Client))).toMatchObject({ ok: true, faults: [] })
}, 3_600_000)
