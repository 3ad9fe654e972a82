import { setTimeout as sleep } from 'node:timers/promises'
import { logger } from '#server/platform/logger.ts'
import { bundledClusters, type ClusterName, startBundled, stopCluster } from '#server/platform/postgres/servers.ts'

/**
 * A program: keeps the bundled PostgreSQL running and tells its readiness on standard output. Ends with the
 * supervisor, and then shuts PostgreSQL down in order, also when the supervisor was killed.
 */
const clusters = Object.entries(bundledClusters())

let stopping = false

async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  const stopped = await Promise.allSettled(clusters.map(([, cluster]) => stopCluster(cluster)))
  process.exit(stopped.every(({ status }) => status === 'fulfilled') ? 0 : 1)
}

const startAll = () => Promise.all(clusters.map(([name, cluster]) => startBundled(name as ClusterName, cluster)))

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
  await sleep(1_000)
  if (stopping) break
  await startAll().catch((error: Error) => logger.error('postgres.restart-failed', { error }))
}
