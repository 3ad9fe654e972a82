/* The second front door, for those who start servers and make roles: the start command and the tests. */
export { administratorUrl, productDatabase } from './address.ts'
export { bundledClusters, type ClusterName, startBundled, throwAwayCluster } from './bundled.ts'
export { type Cluster, initialiseCluster, startCluster, stopCluster } from './cluster.ts'
export { type DatabaseCredentials, keepCredentials, newCredentials } from './credentials.ts'
export { clustersFolder } from './placement.ts'
export { runningPostmaster } from './postmaster.ts'
export { createDatabase, createRoles, ownDatabase } from './roles.ts'
