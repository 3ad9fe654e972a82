import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, it, vi } from 'vitest'
import { freePort } from '#server/platform/free-port.ts'
import { migrate } from '#server/platform/migrate.ts'
import { asUser, postgresUrl } from '#server/platform/postgres/index.ts'
import {
  type Cluster,
  createDatabase,
  createRoles,
  initialiseCluster,
  newCredentials,
  ownDatabase,
  runningPostmaster,
  startCluster,
  stopCluster,
  throwAwayCluster,
} from '#server/platform/postgres/servers.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from '../append.ts'
import { auditLedger } from '../audit.ts'
import { clockDraft, contextOf } from '../testing/drafts.ts'
import { sequencing } from '../testing/sequencing.ts'
import { connect, overClient, transaction } from './connection.ts'
import { headFiles } from './memory.ts'

/** A server of this test's own, as careful as a real one, because it is killed. */
const folder = mkdtempSync(join(tmpdir(), 'ledger-kill-'))
const credentials = newCredentials()
const cluster: Cluster = { ...throwAwayCluster(folder, credentials.postgres), throwAway: false }
const port = await freePort()
const database = postgresUrl({ port, user: 'postgres', password: credentials.postgres, database: 'killed' })
const as = (role: 'app' | 'sequencer' | 'migrate') => asUser(database, `dominion_${role}`, credentials.roles[role])
const signer = testSigner(join(folder, 'keys'))
afterAll(async () => {
  await stopCluster(cluster, 'immediate')
  rmSync(folder, { recursive: true, force: true })
})

async function prepare(): Promise<void> {
  await initialiseCluster(cluster)
  await startCluster(cluster, port)
  const administrator = postgresUrl({ port, user: 'postgres', password: credentials.postgres, database: 'postgres' })
  await createRoles(administrator, credentials)
  await createDatabase(administrator, 'killed')
  await ownDatabase(database)
  await migrate(as('migrate'))
  const client = await connect(database)
  await client.query('create table business (entry_id uuid primary key); grant insert on business to dominion_app')
  await client.end()
}

async function killServer(): Promise<void> {
  const { pid } = await startCluster(cluster, port)
  process.kill(pid, 'SIGKILL')
  while (runningPostmaster(cluster.folder)?.pid === pid) await pause(20)
}

/** Writes until told to stop, with a new session whenever the server went away. @returns how often it was told "done" */
async function write(stop: AbortSignal): Promise<number> {
  let acknowledged = 0
  while (!stop.aborted) {
    const client = await connect(as('app')).catch(() => null)
    try {
      while (client && !stop.aborted) {
        await transaction(client, async () => {
          const { entryId } = await append(overClient(client), clockDraft(), contextOf(signer))
          await client.query('insert into business values ($1)', [entryId])
        })
        acknowledged++
      }
    } catch {
      // The outcome of this one is unknown: it is counted by what the database holds afterwards.
    }
    await client?.end().catch(() => undefined)
    await pause(50)
  }
  return acknowledged
}

it('survives PostgreSQL killed at random points: nothing lost, doubled or signed twice', async () => {
  await prepare()
  const stop = new AbortController()
  const memory = headFiles(join(folder, 'heads'))
  let written = 0
  const failures = await sequencing({ url: as('sequencer'), signer, memory }, async () => {
    const writers = [write(stop.signal), write(stop.signal)]
    for (let round = 0; round < 3; round++) {
      await pause(300 + Math.random() * 500)
      await killServer()
      await startCluster(cluster, port)
    }
    await pause(300)
    stop.abort()
    written = (await Promise.all(writers)).reduce((sum, count) => sum + count, 0)
    const client = await connect(database)
    await vi.waitFor(async () => expect((await client.query('select from ledger.pending')).rowCount).toBe(0), 20_000)
    await client.end()
  })
  expect(failures.length).toBeGreaterThan(0)

  const client = await connect(database)
  const { rows } = await client.query<{ business: number; leaves: number; own: number }>(`
    select (select count(*)::int from business) as business,
           (select count(*)::int from ledger.leaf join business on entry_id = event_id) as leaves,
           (select count(*)::int from ledger.event where kind = 'clock') as own`)
  const { business = 0, leaves, own } = rows[0] ?? {}
  expect(written).toBeGreaterThan(10)
  expect(business).toBeGreaterThanOrEqual(written)
  expect({ leaves, own }).toEqual({ leaves: business, own: business })
  expect(await auditLedger(overClient(client))).toMatchObject({ ok: true, faults: [] })
  await client.end()
}, 120_000)
