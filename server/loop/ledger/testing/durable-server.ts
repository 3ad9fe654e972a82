import { setTimeout as pause } from 'node:timers/promises'
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
import { connect } from '../sequencer/connection.ts'

/** A server of a test's own, as careful as a real one, because it is killed. */
export interface DurableServer {
  /** Connection of the superuser. */
  administrator: string
  as(role: 'app' | 'sequencer'): string
  /** Kills it without warning, and brings it back. */
  killAndStart(): Promise<void>
  stop(): Promise<void>
}

export async function durableServer(folder: string): Promise<DurableServer> {
  const credentials = newCredentials()
  const cluster: Cluster = { ...throwAwayCluster(folder, credentials.postgres), throwAway: false }
  const port = await freePort()
  const at = (database: string) => postgresUrl({ port, user: 'postgres', password: credentials.postgres, database })
  const administrator = at('killed')
  const as = (role: 'app' | 'sequencer' | 'migrate') =>
    asUser(administrator, `dominion_${role}`, credentials.roles[role])
  await initialiseCluster(cluster)
  await startCluster(cluster, port)
  await createRoles(at('postgres'), credentials)
  await createDatabase(at('postgres'), 'killed')
  await ownDatabase(administrator)
  await migrate(as('migrate'))
  const client = await connect(administrator)
  await client.query('create table business (entry_id uuid primary key); grant insert on business to dominion_app')
  await client.end()
  return {
    administrator,
    as,
    async killAndStart() {
      const { pid } = await startCluster(cluster, port)
      process.kill(pid, 'SIGKILL')
      while (runningPostmaster(cluster.folder)?.pid === pid) await pause(20)
      await startCluster(cluster, port)
    },
    stop: () => stopCluster(cluster, 'immediate'),
  }
}
