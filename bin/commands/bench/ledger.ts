import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keyRing } from '#server/composition.ts'
import { benchLedger } from '#server/loop/ledger/bench/index.ts'
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
  startCluster,
  stopCluster,
  throwAwayCluster,
} from '#server/platform/postgres/servers.ts'
import type { Figure } from './figure.ts'
import { atLeast, atMost, told } from './figure.ts'

const seconds = 5
/** Entries offered a second while their way into the tree is measured. */
const rate = 1_000

/** Measures the ledger's own path on a PostgreSQL of its own, durable as in production. */
export async function measureLedger(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dominion-bench-'))
  chmodSync(folder, 0o755)
  process.env.DOMINION_DATA = folder
  const credentials = newCredentials()
  const cluster: Cluster = { ...throwAwayCluster(folder, credentials.postgres), throwAway: false }
  try {
    await initialiseCluster(cluster)
    const { port } = await startCluster(cluster, await freePort())
    const address = { port, user: 'postgres', password: credentials.postgres }
    const administrator = postgresUrl({ ...address, database: 'postgres' })
    const database = postgresUrl({ ...address, database: 'bench' })
    await createRoles(administrator, credentials)
    await createDatabase(administrator, 'bench')
    await ownDatabase(database)
    await migrate(asUser(database, 'dominion_migrate', credentials.roles.migrate))
    const urls = {
      app: asUser(database, 'dominion_app', credentials.roles.app),
      sequencer: asUser(database, 'dominion_sequencer', credentials.roles.sequencer),
    }
    return figuresOf(await benchLedger({ seconds, rate, urls, signer: keyRing() }))
  } finally {
    await stopCluster(cluster, 'immediate')
    rmSync(folder, { recursive: true, force: true })
  }
}

function figuresOf(measured: Awaited<ReturnType<typeof benchLedger>>): Figure[] {
  const { appendsPerSecond, sequencedPerSecond, inclusion } = measured
  return [
    told({ name: 'entries written, one a transaction', value: appendsPerSecond, unit: 'per second' }),
    atLeast(rate, { name: 'entries put into the tree', value: sequencedPerSecond, unit: 'per second' }),
    told({ name: `signed inclusion at ${rate} a second, median`, value: inclusion.p50Ms, unit: 'ms' }),
    atMost(100, { name: `signed inclusion at ${rate} a second, 99 of 100`, value: inclusion.p99Ms, unit: 'ms' }),
  ]
}
