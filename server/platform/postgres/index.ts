export { asUser, databaseUrl, postgresUrl, servicesDatabaseUrl } from './address.ts'
export { type DatabaseRole, databaseRoles } from './credentials.ts'
export { readPorts, rememberPort } from './ports.ts'
