import { chmodSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { env } from '../env.ts'
import { freePort } from '../free-port.ts'
import { clusterAccount } from './account.ts'
import { postgresBinaries } from './binaries.ts'
import { type Cluster, initialiseCluster, startCluster } from './cluster.ts'
import { keepCredentials } from './credentials.ts'
import { clustersFolder } from './placement.ts'
import { readPorts, rememberPort } from './ports.ts'
import { runningPostmaster } from './postmaster.ts'

export type ClusterName = 'postgres' | 'databases'

/** Longest path of a Unix socket that Linux and macOS both take, less the file's name. */
const longestSocketFolder = 85

/** The clusters this instance runs itself: both, less those that the environment says are elsewhere. */
export function bundledClusters(): Partial<Record<ClusterName, Cluster>> {
  const { DOMINION_DATA, DATABASE_URL, SERVICES_DATABASE_URL } = env()
  if (DATABASE_URL && SERVICES_DATABASE_URL) return {}
  const account = clusterAccount()
  const clusters = clustersFolder(DOMINION_DATA, account)
  refuseForgottenPasswords(clusters)
  const credentials = keepCredentials(DOMINION_DATA)
  const binaries = postgresBinaries(account, clusters)
  const socketFolder = join(clusters, 'databases.sockets')
  const common = { account, binaries }
  const product = { ...common, folder: join(clusters, 'postgres'), superuserPassword: credentials.postgres }
  const services = {
    ...common,
    folder: join(clusters, 'databases'),
    superuserPassword: credentials.databases,
    ...(socketFolder.length <= longestSocketFolder && { socketFolder }),
  }
  return { ...(!DATABASE_URL && { postgres: product }), ...(!SERVICES_DATABASE_URL && { databases: services }) }
}

function refuseForgottenPasswords(clusters: string): void {
  const keys = join(env().DOMINION_DATA, 'keys/database.json')
  if (existsSync(keys) || !existsSync(join(clusters, 'postgres/PG_VERSION'))) return
  throw new Error(`${clusters}/postgres holds data, but its passwords are gone. Put ${keys} back from your backup.`)
}

/** Makes and starts one bundled cluster, and remembers its port. */
export async function startBundled(name: ClusterName, cluster: Cluster): Promise<number> {
  await initialiseCluster(cluster)
  const { DOMINION_DATA } = env()
  const running = runningPostmaster(cluster.folder)
  const port = running?.port ?? (await freePort(readPorts(DOMINION_DATA)[name]))
  const { port: actual } = await startCluster(cluster, port)
  rememberPort(DOMINION_DATA, name, actual)
  return actual
}

/** A cluster for tests in a folder of its own: quick, and lost with the machine. */
export function throwAwayCluster(folder: string, superuserPassword: string): Cluster {
  const account = clusterAccount()
  chmodSync(folder, 0o755)
  const binaries = postgresBinaries(account, folder)
  return { account, binaries, folder: join(folder, 'cluster'), superuserPassword, throwAway: true }
}
