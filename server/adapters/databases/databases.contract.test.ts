import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import type { DatabaseGrant } from '#server/ports/databases.ts'
import { testCluster } from '#server/testing/database.ts'
import { serviceDatabases } from './embedded.ts'

const administrator = testCluster().administrator
const databases = serviceDatabases({ administratorUrl: () => administrator, secret: () => 'a secret for tests' })
const folder = mkdtempSync(join(tmpdir(), 'databases-'))
const service = `contract-${Date.now().toString(36)}`
let serial = 0

afterAll(async () => {
  for (const stage of ['sandbox', 'production']) {
    await asAdministrator(`drop database if exists "${service}_${stage}" with (force)`)
    await asAdministrator(`drop role if exists "${service}_${stage}"`)
  }
  rmSync(folder, { recursive: true, force: true })
})

async function asAdministrator(sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: administrator })
  await client.connect()
  return client.query(sql).finally(() => client.end())
}

/** Connects through a folder's socket and asks one question. */
async function ask(
  host: string,
  grant: DatabaseGrant,
  sql: string,
  change: Partial<pg.ClientConfig> = {},
): Promise<unknown> {
  const client = new pg.Client({
    host,
    port: 5432,
    user: grant.role,
    database: grant.database,
    password: grant.password,
    ...change,
  })
  client.on('error', () => {})
  await client.connect()
  return client
    .query({ text: sql, rowMode: 'array' })
    .then((result) => result.rows[0]?.[0])
    .finally(() => client.end().catch(() => {}))
}

async function opened(grant: DatabaseGrant) {
  const host = join(folder, `socket-${serial++}`)
  return { host, ...(await databases.openSocket(grant, host)) }
}

describe('a stage’s database', () => {
  it('is the same one every time, for two who ask at once too', async () => {
    const [first, second] = await Promise.all([
      databases.provision(service, 'production'),
      databases.provision(service, 'production'),
    ])
    expect(second).toEqual(first)
    const socket = await opened(first)
    await ask(socket.host, first, 'create table kept (id int)')
    expect(await databases.provision(service, 'production')).toEqual(first)
    expect(await ask(socket.host, first, "select to_regclass('kept')::text")).toBe('kept')
    await socket.close()
  })

  it('is not the other stage’s, and neither role enters the other’s or the administrator’s', async () => {
    const production = await databases.provision(service, 'production')
    const sandbox = await databases.provision(service, 'sandbox')
    expect(sandbox.database).not.toBe(production.database)
    for (const database of [production.database, 'postgres', 'template1']) {
      const url = new URL(administrator)
      const direct = { host: url.hostname, port: Number(url.port), database }
      await expect(ask('', sandbox, 'select 1', direct)).rejects.toThrow(/permission denied for database/)
    }
  })

  it('gives its role no rights over the server', async () => {
    const grant = await databases.provision(service, 'sandbox')
    const socket = await opened(grant)
    await expect(ask(socket.host, grant, "select pg_read_file('/etc/passwd')")).rejects.toThrow(/permission denied/)
    await expect(ask(socket.host, grant, "copy (select 1) to program 'id'")).rejects.toThrow(/permission denied/)
    await expect(ask(socket.host, grant, 'create role intruder superuser')).rejects.toThrow(/permission denied/)
    await socket.close()
  })

  it.each(['Robert"; drop', '', 'UPPER', '../x'])('refuses the service name %j', async (name) => {
    await expect(databases.provision(name, 'production')).rejects.toBeInstanceOf(TypeError)
  })
})

describe('a temporary database', () => {
  it('is empty, and gone with its role after dispose, open connections or not', async () => {
    const grant = await databases.temporary('Test run: harbour')
    const socket = await opened(grant)
    expect(await ask(socket.host, grant, 'select count(*)::int from pg_tables where schemaname = current_schema')).toBe(
      0,
    )
    const client = new pg.Client({
      host: socket.host,
      port: 5432,
      user: grant.role,
      database: grant.database,
      password: grant.password,
    })
    client.on('error', () => {})
    await client.connect()
    await grant.dispose()
    const left = await asAdministrator(
      `select 1 from pg_roles where rolname = '${grant.role}' union select 1 from pg_database where datname = '${grant.database}'`,
    )
    expect(left.rowCount).toBe(0)
    await socket.close()
  })

  it('left behind by a killed process goes when another is made, a fresh one stays', async () => {
    const fresh = `temporary_${Math.floor(Date.now() / 1000) - 60}_0000000000aa_x`
    await asAdministrator('create database temporary_1700000000_0000000000ab_x')
    await asAdministrator(`create database ${fresh}`)
    const grant = await databases.temporary('sweep')
    const { rows } = await asAdministrator(
      "select datname from pg_database where datname like 'temporary_%_0000000000a%'",
    )
    expect(rows).toEqual([{ datname: fresh }])
    await asAdministrator(`drop database ${fresh}`)
    await grant.dispose()
  })
})

describe('a socket', () => {
  it('lets nobody else’s role, database or replication through', async () => {
    const mine = await databases.provision(service, 'sandbox')
    const other = await databases.provision(service, 'production')
    const socket = await opened(mine)
    const only = /leads to database .* only/
    await expect(ask(socket.host, other, 'select 1')).rejects.toThrow(only)
    await expect(ask(socket.host, mine, 'select 1', { database: other.database })).rejects.toThrow(only)
    await expect(ask(socket.host, mine, 'select 1', { user: 'postgres' })).rejects.toThrow(only)
    await expect(ask(socket.host, { ...mine, password: 'wrong' }, 'select 1')).rejects.toThrow(
      /password authentication failed/,
    )
    await socket.close()
  })

  it('answers a request for encryption with no, and refuses bytes smuggled after it', async () => {
    const grant = await databases.provision(service, 'sandbox')
    const socket = await opened(grant)
    const request = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])
    expect((await talk(socket.host, request))[0]).toBe('N'.charCodeAt(0))
    expect((await talk(socket.host, Buffer.concat([request, Buffer.from('smuggled')]))).toString()).toContain('08P01')
    await socket.close()
  })

  it('stops a query for its own session and never for another’s', async () => {
    const grant = await databases.provision(service, 'sandbox')
    const [mine, theirs] = [await opened(grant), await opened(grant)]
    const client = new pg.Client({
      host: mine.host,
      port: 5432,
      user: grant.role,
      database: grant.database,
      password: grant.password,
    })
    await client.connect()
    const { processID, secretKey } = client as unknown as { processID: number; secretKey: number }
    const running = client.query('select pg_sleep(20)').then(
      () => 'finished',
      (error: Error) => error.message,
    )
    await new Promise((resolve) => setTimeout(resolve, 200))
    await talk(theirs.host, cancelRequest(processID, secretKey))
    expect(await Promise.race([running, new Promise((resolve) => setTimeout(resolve, 400, 'still running'))])).toBe(
      'still running',
    )
    await talk(mine.host, cancelRequest(processID, secretKey))
    expect(await running).toContain('canceling statement')
    await client.end()
    await Promise.all([mine.close(), theirs.close()])
  })

  it('carries many sessions and much data, and closes with sessions open', async () => {
    const grant = await databases.provision(service, 'sandbox')
    const socket = await opened(grant)
    const sizes = await Promise.all(
      Array.from({ length: 20 }, () => ask(socket.host, grant, "select length(repeat('x', 3000000))")),
    )
    expect(sizes).toEqual(Array(20).fill(3_000_000))
    expect(String(await ask(socket.host, grant, "select repeat('x', 3000000)"))).toHaveLength(3_000_000)
    const client = new pg.Client({
      host: socket.host,
      port: 5432,
      user: grant.role,
      database: grant.database,
      password: grant.password,
    })
    const lost = new Promise((resolve) => client.once('error', resolve))
    await client.connect()
    await socket.close()
    await lost
    expect(existsSync(join(socket.host, '.s.PGSQL.5432'))).toBe(false)
  })

  it('works at a path longer than a socket may have', async () => {
    const grant = await databases.provision(service, 'sandbox')
    const host = join(folder, 'deep'.repeat(20), 'folder'.repeat(10))
    const socket = await databases.openSocket(grant, host)
    expect(statSync(join(host, '.s.PGSQL.5432')).isSocket()).toBe(true)
    await socket.close()
  })
})

function cancelRequest(processId: number, secret: number): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt32BE(16, 0)
  bytes.writeUInt32BE(80877102, 4)
  bytes.writeInt32BE(processId, 8)
  bytes.writeInt32BE(secret, 12)
  return bytes
}

/** Sends bytes to a socket and gives back what comes in the next moment. */
function talk(host: string, bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const socket = connect(join(host, '.s.PGSQL.5432'), () => socket.write(bytes))
    const done = () => {
      socket.destroy()
      resolve(Buffer.concat(chunks))
    }
    socket
      .on('data', (chunk) => chunks.push(chunk))
      .on('error', done)
      .on('close', done)
    setTimeout(done, 300)
  })
}
