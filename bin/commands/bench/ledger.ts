import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countersigners, keyRing } from '#server/composition.ts'
import { type BenchWitnesses, benchLedger, type LedgerBench } from '#server/loop/ledger/bench/index.ts'
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
import { type SpawnedWitness, spawnWitness } from '#server/witness/index.ts'
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
  const running: SpawnedWitness[] = []
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
    const witnesses = await startWitnesses(folder, running)
    return figuresOf(await benchLedger({ seconds, rate, urls, signer: keyRing(), witnesses }))
  } finally {
    for (const { child } of running) child.kill('SIGKILL')
    await stopCluster(cluster, 'immediate')
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Three processes, as an instance has them. */
async function startWitnesses(folder: string, running: SpawnedWitness[]): Promise<BenchWitnesses> {
  const policyFile = join(folder, 'policy')
  for (const name of ['1', '2', '3']) {
    const of = { folder: join(folder, 'witnesses', name), name: `local-${name}.dominion.invalid`, port: 0 }
    running.push(await spawnWitness({ ...of, logs: policyFile }))
  }
  return { list: running.map(({ line }) => line).join('\n'), policyFile, ...countersigners(folder) }
}

function figuresOf(measured: Awaited<ReturnType<typeof benchLedger>>): Figure[] {
  const { appendsPerSecond, sequencedPerSecond, inclusion, witnessed, proof, entries } = measured
  return [
    told({ name: 'entries written, one a transaction', value: appendsPerSecond, unit: 'per second' }),
    atLeast(rate, { name: 'entries put into the tree', value: sequencedPerSecond, unit: 'per second' }),
    told({ name: `signed inclusion at ${rate} a second, median`, value: inclusion.p50Ms, unit: 'ms' }),
    atMost(100, { name: `signed inclusion at ${rate} a second, 99 of 100`, value: inclusion.p99Ms, unit: 'ms' }),
    told({ name: `2-of-3 witnessed at ${rate} a second, median`, value: witnessed?.p50Ms ?? Number.NaN, unit: 'ms' }),
    atMost(1_000, {
      name: `2-of-3 witnessed at ${rate} a second, 95 of 100`,
      value: witnessed?.p95Ms ?? Number.NaN,
      unit: 'ms',
    }),
    ...proofFigures(proof, entries),
  ]
}

/** Kilobytes of a thousand bytes, to a hundredth. */
function proofFigures({ plain, witnessed, postQuantum }: LedgerBench['proof'], entries: number): Figure[] {
  const figure = (what: string, bytes: number | null) =>
    ({
      name: `proof at ${entries} entries, ${what}`,
      value: Math.round((bytes ?? Number.NaN) / 10) / 100,
      unit: 'KB',
    }) as const
  return [
    told(figure('the log’s signature alone', plain)),
    atMost(1.6, figure('with the witnesses', witnessed)),
    atMost(5, figure('with ML-DSA-44 too', postQuantum)),
  ]
}
