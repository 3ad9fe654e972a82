import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerFor } from '#server/api/graphql/index.ts'
import { benchLineage, type GraphSize, lastOfRun, nodeDigest, timed } from '#server/loop/ledger/graph/bench/index.ts'
import { connect, useDatabase } from '#server/platform/db/index.ts'
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
import { atMost, quantile, told } from './figure.ts'

const size: GraphSize = { nodes: 1_000_000, templates: 1_000 }
const queries = 300

/** Measures the lineage graph and GraphQL on a PostgreSQL of its own that holds a million digests and two million links. */
export async function measureLineage(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dominion-bench-'))
  chmodSync(folder, 0o755)
  process.env.DOMINION_DATA = folder
  const credentials = newCredentials()
  const cluster: Cluster = { ...throwAwayCluster(folder, credentials.postgres), throwAway: false }
  try {
    await initialiseCluster(cluster)
    const { port } = await startCluster(cluster, await freePort())
    const address = { port, user: 'postgres', password: credentials.postgres }
    const server = postgresUrl({ ...address, database: 'postgres' })
    const administrator = postgresUrl({ ...address, database: 'bench' })
    await createRoles(server, credentials)
    await createDatabase(server, 'bench')
    await ownDatabase(administrator)
    await migrate(asUser(administrator, 'dominion_migrate', credentials.roles.migrate))
    return await measure({ administrator, app: asUser(administrator, 'dominion_app', credentials.roles.app) })
  } finally {
    await stopCluster(cluster, 'immediate')
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(urls: { administrator: string; app: string }): Promise<Figure[]> {
  const database = connect(urls.app)
  useDatabase(database)
  try {
    const { nodes, edges, walks, impacts, reached, index } = await benchLineage(urls, size)
    const asked = await timed(queries, twelveUpstream)
    const of = `${thousands(nodes)} digests and ${thousands(edges)} links`
    return [
      told({ name: `lineage of depth 2 among ${of}, median`, value: quantile(walks, 0.5), unit: 'ms' }),
      atMost(10, { name: 'the same, 99 of 100', value: quantile(walks, 0.99), unit: 'ms' }),
      told({ name: 'the index in memory, from nothing', value: Math.round(index.ms), unit: 'ms' }),
      told({ name: 'the index in memory', value: Math.round(index.bytes / 1e6), unit: 'MB' }),
      atMost(50, {
        name: `impact over ${thousands(reached)} digests, median`,
        value: quantile(impacts, 0.5),
        unit: 'ms',
      }),
      told({ name: 'the same, 99 of 100', value: quantile(impacts, 0.99), unit: 'ms' }),
      told({ name: 'GraphQL, 12 digests upstream, median', value: quantile(asked, 0.5), unit: 'ms' }),
      told({ name: 'the same, 99 of 100', value: quantile(asked, 0.99), unit: 'ms' }),
    ]
  } finally {
    await database.$disconnect()
  }
}

const query = `query ($of: Start!) { lineage(of: $of, direction: UP, depth: 10, first: 12) {
  edges { node { sha256 name kind } } links { source target kind } reflects { size } } }`

async function twelveUpstream(n: number): Promise<void> {
  const variables = { of: { sha256: nodeDigest(lastOfRun(size, n * 7_919)) } }
  const request = new Request('http://bench.invalid/api/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  const actor = { kind: 'person', id: 'bench', roles: ['auditor'], practice: false, sessionId: 'bench' } as const
  const answer = await (await answerFor(request, { actor, scopes: null })).json()
  if (answer.data?.lineage.edges.length !== 12) throw new Error(JSON.stringify(answer.errors))
}

const thousands = (count: number) => count.toLocaleString('en')
