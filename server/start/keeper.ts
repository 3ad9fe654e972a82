import { setTimeout as sleep } from 'node:timers/promises'
import { env } from '#server/platform/env.ts'
import { logger } from '#server/platform/logger.ts'
import { bundledClusters, type ClusterName, startBundled, stopCluster } from '#server/platform/postgres/servers.ts'
import { withLock } from './lock.ts'

/*
 * A program: keeps the bundled PostgreSQL running and tells its readiness on standard output. Ends after the
 * supervisor, and then shuts PostgreSQL down in order, also when the supervisor was killed.
 */

/** How often it looks whether the servers still run. */
const lookEveryMs = 1_000

const clusters = Object.entries(bundledClusters())
const startAll = () => Promise.all(clusters.map(([name, cluster]) => startBundled(name as ClusterName, cluster)))

let stopping = false

async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  const stopped = await Promise.allSettled(clusters.map(([, cluster]) => stopCluster(cluster)))
  process.exit(stopped.every(({ status }) => status === 'fulfilled') ? 0 : 1)
}

async function keep(): Promise<void> {
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  try {
    await startAll()
    process.stdout.write('ready\n')
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    await stop()
  }
  while (!stopping) {
    await sleep(lookEveryMs)
    if (!stopping) await startAll().catch((error: Error) => logger.error('postgres.restart-failed', { error }))
  }
  // `stop` ends the process; until then the lock is held, and the next instance's keeper waits for it.
  await new Promise(() => undefined)
}

await withLock('keeper', env().DOMINION_DATA, keep)
