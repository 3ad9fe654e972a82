import { execFile } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Account } from './account.ts'
import { clearStaleLock, type Postmaster, runningPostmaster } from './postmaster.ts'

/** One PostgreSQL cluster: a folder, and how a server on it is to run. */
export interface Cluster {
  /** Absolute path of the cluster's own folder (PGDATA). */
  folder: string
  binaries: string
  account: Account
  superuserPassword: string
  /** Unix socket folder; none without it. */
  socketFolder?: string
  /** Data may be lost with the machine: for tests only. */
  throwAway?: boolean
}

function run(cluster: Cluster, program: string, args: readonly string[]): Promise<void> {
  const env: NodeJS.ProcessEnv = { NODE_ENV: 'production', PATH: '/usr/bin:/bin', LC_ALL: 'C' }
  const options = { ...cluster.account, cwd: dirname(cluster.folder), env, encoding: 'utf8' as const }
  return new Promise((resolve, reject) => {
    execFile(join(cluster.binaries, program), args, options, (error, stdout, stderr) => {
      if (!error) return resolve()
      reject(new Error(`${program} failed: ${(stderr || stdout || error.message).trim()}`))
    })
  })
}

function own(path: string, { uid, gid }: Account): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
}

/** Makes the cluster when absent. Killed half way, it leaves only a folder that the next call replaces. */
export async function initialiseCluster(cluster: Cluster): Promise<void> {
  if (existsSync(join(cluster.folder, 'PG_VERSION'))) return
  const unfinished = `${cluster.folder}.unfinished`
  const passwordFile = `${cluster.folder}.password`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true, mode: 0o700 })
  own(unfinished, cluster.account)
  rmSync(passwordFile, { force: true })
  writeFileSync(passwordFile, cluster.superuserPassword, { mode: 0o600, flag: 'wx' })
  own(passwordFile, cluster.account)
  try {
    const sync = cluster.throwAway ? ['--no-sync'] : []
    const identity = ['-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
    await run(cluster, 'initdb', ['-D', unfinished, ...identity, '--encoding=UTF8', '--locale=C.UTF-8', ...sync])
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(unfinished, cluster.folder)
}

function settings(cluster: Cluster, port: number): Record<string, string> {
  const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  return {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: cluster.socketFolder ?? '',
    max_connections: '200',
    password_encryption: 'scram-sha-256',
    ...(cluster.throwAway && careless),
  }
}

/** `pg_ctl` hands its options to a shell. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

function prepareSockets(cluster: Cluster): void {
  if (!cluster.socketFolder) return
  mkdirSync(cluster.socketFolder, { recursive: true })
  own(cluster.socketFolder, cluster.account)
  chmodSync(cluster.socketFolder, 0o700)
}

function launch(cluster: Cluster, port: number): Promise<void> {
  const options = Object.entries(settings(cluster, port)).map(([name, value]) => `-c ${quoted(`${name}=${value}`)}`)
  const log = join(cluster.folder, 'server.log')
  return run(cluster, 'pg_ctl', ['-D', cluster.folder, '-l', log, '-w', '-t', '60', '-o', options.join(' '), 'start'])
}

/** Tries while a server that was killed or told to stop a moment ago still holds the folder. */
const patienceMs = 20_000

/**
 * Starts a server on the cluster, or finds the one that already runs there. Waits until it accepts connections.
 * @throws Error with PostgreSQL's own words when it cannot start
 */
export async function startCluster(cluster: Cluster, port: number): Promise<Postmaster> {
  prepareSockets(cluster)
  let failure = new Error(`PostgreSQL on ${cluster.folder} neither starts nor stops.`)
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(200)) {
    const running = runningPostmaster(cluster.folder)
    if (running?.ready) return running
    if (running) continue
    clearStaleLock(cluster.folder)
    await launch(cluster, port).catch((error: Error) => {
      failure = new Error(`${error.message} (${join(cluster.folder, 'server.log')} says more)`)
    })
  }
  throw failure
}

/** Stops the server: `fast` ends sessions and writes everything down, `immediate` is for data nobody needs again. */
export async function stopCluster(cluster: Cluster, mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
  if (!runningPostmaster(cluster.folder)) return
  await run(cluster, 'pg_ctl', ['-D', cluster.folder, '-m', mode, '-w', '-t', '60', 'stop'])
}
