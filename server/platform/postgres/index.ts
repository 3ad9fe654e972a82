export { administratorUrl, asUser, databaseUrl, postgresUrl, productDatabase, servicesDatabaseUrl } from './address.ts'
export { bundledClusters, type ClusterName, startBundled, throwAwayCluster } from './bundled.ts'
export { type Cluster, initialiseCluster, startCluster, stopCluster } from './cluster.ts'
export {
  type DatabaseCredentials,
  type DatabaseRole,
  databaseRoles,
  keepCredentials,
  newCredentials,
  readCredentials,
} from './credentials.ts'
export { clustersFolder } from './placement.ts'
export { readPorts, rememberPort } from './ports.ts'
export { runningPostmaster } from './postmaster.ts'
export { createDatabase, createRoles, ownDatabase } from './roles.ts'
