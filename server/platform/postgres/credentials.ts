import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeSecretFile } from '../secrets.ts'

/** The roles a process may log in as. The owner of the tables, `dominion_owner`, cannot log in. */
export const databaseRoles = ['migrate', 'app', 'sequencer', 'queue'] as const
export type DatabaseRole = (typeof databaseRoles)[number]

const Credentials = z.object({
  /** Superuser of the product's cluster, used by the start command alone. */
  postgres: z.string(),
  /** Superuser of the cluster of generated services. */
  databases: z.string(),
  roles: z.object({ migrate: z.string(), app: z.string(), sequencer: z.string(), queue: z.string() }),
})
export type DatabaseCredentials = z.infer<typeof Credentials>

const password = () => randomBytes(24).toString('base64url')

/** Fresh random passwords: 192 bits each. */
export function newCredentials(): DatabaseCredentials {
  const roles = { migrate: password(), app: password(), sequencer: password(), queue: password() }
  return { postgres: password(), databases: password(), roles }
}

const fileOf = (dataFolder: string) => join(dataFolder, 'keys/database.json')

/**
 * The passwords kept in `<data>/keys/database.json`.
 * @throws Error when there are none: nothing was started here yet.
 */
export function readCredentials(dataFolder: string): DatabaseCredentials {
  const file = fileOf(dataFolder)
  if (!existsSync(file)) throw new Error(`${dataFolder} holds no database yet. Run npm start first.`)
  return Credentials.parse(JSON.parse(readFileSync(file, 'utf8')))
}

/** The kept passwords, made when absent. */
export function keepCredentials(dataFolder: string): DatabaseCredentials {
  if (!existsSync(fileOf(dataFolder)))
    writeSecretFile(fileOf(dataFolder), `${JSON.stringify(newCredentials(), null, 2)}\n`)
  return readCredentials(dataFolder)
}
