import { join, resolve } from 'node:path'
import { z } from 'zod'

/**
 * The package's root folder: everything we ship lies under it. Code that was bundled for the portal has no place of its
 * own; the portal is always started from the root.
 */
export const packageRoot = import.meta.dirname ? resolve(import.meta.dirname, '../..') : process.cwd()

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback)
const optional = z
  .string()
  .trim()
  .optional()
  .transform((text) => text || undefined)

/** Every variable a process may read. The text after `meta` is what `docs/reference/environment.md` prints. */
export const Environment = z.object({
  DOMINION_DATA: z
    .string()
    .default(join(packageRoot, '.data'))
    .transform((folder) => resolve(folder))
    .meta({ description: 'Folder for all state. A second folder is a second, independent instance.' }),
  HOST: z.string().default('127.0.0.1').meta({ description: 'Address the portal and the edge listen on.' }),
  PORT: port(3000).meta({ description: 'Port of the portal.' }),
  EDGE_PORT: port(3100).meta({ description: 'Port of the edge, where the governed services answer.' }),
  HEALTH_PORT: port(0).meta({
    description: 'Port of /api/health and /api/metrics in processes without pages; 0 takes any free one.',
  }),
  PUBLIC_URL: optional.meta({ description: 'Address people type for the portal, when it differs from HOST and PORT.' }),
  DATABASE_URL: optional.meta({
    description: 'PostgreSQL 15 or later, a role that may create roles. Unset: a bundled PostgreSQL is started.',
  }),
  SERVICES_DATABASE_URL: optional.meta({
    description: 'The same for the databases of generated services. Unset: a bundled cluster of their own is started.',
  }),
  REDIS_URL: optional.meta({ description: 'Moves the job queue from PostgreSQL to Redis.' }),
  LEDGER_ANCHOR_REMOTES: optional.meta({
    description:
      'Git repositories the heads of the ledger are pushed to, comma-separated: folders, https or ssh addresses. Credentials are those of the account’s own Git. Unset: heads are committed here only, and nothing counts as anchored.',
  }),
  LEDGER_TSA_URL: optional.meta({
    description: 'An RFC 3161 timestamp authority that is asked to stamp the head of the ledger, once an hour.',
  }),
  LEDGER_TSA_CA: optional.meta({
    description: 'PEM file of the certificates trusted to stand behind that authority. Needed with LEDGER_TSA_URL.',
  }),
  CLOCK: z
    .enum(['real', 'movable'])
    .default('real')
    .meta({ description: 'movable lets due times be moved forward; every page and ledger entry then says so.' }),
  PRACTICE_TEAM: z
    .enum(['yes', 'no'])
    .default('yes')
    .meta({ description: 'Offers one practice person per role at first start, marked so on every page.' }),
  PORTAL: z.enum(['yes', 'no']).default('yes').meta({
    description: 'no starts everything but the pages: for the demonstration and for machines that only work.',
  }),
  LEDGER_WITNESSES: optional.meta({
    description:
      'Who countersigns the ledger’s heads: a verifier key and an address each, separated by commas or lines; none for nobody. Unset: three witnesses on this machine.',
  }),
  LEDGER_WITNESS_QUORUM: z.coerce.number().int().min(1).optional().meta({
    description: 'How many of them make a head witnessed. Unset: more than half.',
  }),
  ANTHROPIC_API_KEY: optional.meta({ description: 'Turns on Claude for designs and code. Unset: templates only.' }),
  ANTHROPIC_BASE_URL: z
    .string()
    .default('https://api.anthropic.com')
    .meta({ description: 'Where the Anthropic Messages API answers.' }),
  KEY_ENCRYPTION: z.enum(['file', 'passphrase', 'vault', 'aws-kms', 'gcp-kms']).default('file').meta({
    description: 'Who keeps the key that encrypts the signing keys: a file of this machine, or one of the services.',
  }),
  KEY_PASSPHRASE: optional.meta({ description: 'With KEY_ENCRYPTION=passphrase: the passphrase.' }),
  KEY_PASSPHRASE_FILE: optional.meta({ description: 'The same from the first line of a file.' }),
  VAULT_ADDR: optional.meta({ description: 'With KEY_ENCRYPTION=vault: where HashiCorp Vault answers.' }),
  VAULT_TOKEN: optional.meta({ description: 'A token that may encrypt and decrypt with the transit key.' }),
  VAULT_TOKEN_FILE: optional.meta({ description: 'The same from a file, read anew when Vault refuses it.' }),
  VAULT_TRANSIT_KEY: optional.meta({ description: 'Name of the transit key; a type that takes associated data.' }),
  VAULT_TRANSIT_MOUNT: z.string().default('transit').meta({ description: 'Where the transit engine is mounted.' }),
  AWS_REGION: optional.meta({ description: 'With KEY_ENCRYPTION=aws-kms: the region of the key.' }),
  AWS_KMS_KEY_ID: optional.meta({ description: 'Id, ARN or alias of a symmetric key.' }),
  AWS_KMS_ENDPOINT: optional.meta({ description: 'Another address of AWS KMS, such as a VPC endpoint.' }),
  AWS_ACCESS_KEY_ID: optional.meta({ description: 'Credentials that may Encrypt and Decrypt with the key.' }),
  AWS_SECRET_ACCESS_KEY: optional.meta({ description: 'The other half of them.' }),
  AWS_SESSION_TOKEN: optional.meta({ description: 'Their session, when they are temporary.' }),
  GCP_KMS_KEY: optional.meta({
    description: 'With KEY_ENCRYPTION=gcp-kms: projects/…/locations/…/keyRings/…/cryptoKeys/….',
  }),
  GCP_KMS_ENDPOINT: z
    .string()
    .default('https://cloudkms.googleapis.com')
    .meta({ description: 'Where Google Cloud KMS answers.' }),
  GOOGLE_APPLICATION_CREDENTIALS: optional.meta({ description: 'File with the JSON key of a service account.' }),
  DOMINION_BUILD: z
    .string()
    .default('.next')
    .meta({ description: 'Folder the portal is built to; the tests have their own.' }),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .meta({ description: 'Least severe line that is logged.' }),
  DOMINION_PROCESS: z
    .string()
    .default('command')
    .meta({ description: 'Set by the supervisor: which process this is. Named in every log line.' }),
  APP_DATABASE_URL: optional.meta({ description: 'Set by the supervisor: connection of the role dominion_app.' }),
  SEQUENCER_DATABASE_URL: optional.meta({ description: 'The same for dominion_sequencer.' }),
  QUEUE_DATABASE_URL: optional.meta({ description: 'The same for dominion_queue.' }),
  MIGRATE_DATABASE_URL: optional.meta({ description: 'The same for dominion_migrate.' }),
})

export type Environment = z.infer<typeof Environment>

/**
 * Reads a set of variables.
 * @throws Error naming each variable that cannot be used, and why.
 */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const parsed = Environment.safeParse(variables)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The environment cannot be used. ${lines.join('; ')}`)
}

let current: Environment | undefined

/** This process's environment, read on first use: pages may be imported while nothing is set. */
export function env(): Environment {
  current ??= parseEnvironment(process.env)
  return current
}
