import { join } from 'node:path'
import { env } from '#server/platform/env.ts'
import { type DatabaseRole, databaseUrl, servicesDatabaseUrl } from '#server/platform/postgres/index.ts'
import { keepSecret } from '#server/platform/secrets.ts'
import { witnessArguments } from '#server/witness/index.ts'

type Setting =
  | 'ANTHROPIC_API_KEY'
  | 'ANTHROPIC_BASE_URL'
  | 'LEDGER_WITNESSES'
  | 'LEDGER_WITNESS_QUORUM'
  | 'REDIS_URL'
  | 'SERVICES_DATABASE_URL'
  | 'LEDGER_ANCHOR_REMOTES'
  | 'LEDGER_TSA_URL'
  | 'LEDGER_TSA_CA'
  | 'NEXTAUTH_SECRET'
  | 'NEXTAUTH_URL'
  | (typeof keySettings)[number]

/** What every process that signs is told of who keeps the key of its keys. */
const keySettings = [
  'KEY_ENCRYPTION',
  'KEY_PASSPHRASE',
  'KEY_PASSPHRASE_FILE',
  'VAULT_ADDR',
  'VAULT_TOKEN',
  'VAULT_TOKEN_FILE',
  'VAULT_TRANSIT_KEY',
  'VAULT_TRANSIT_MOUNT',
  'AWS_REGION',
  'AWS_KMS_KEY_ID',
  'AWS_KMS_ENDPOINT',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'GCP_KMS_KEY',
  'GCP_KMS_ENDPOINT',
  'GOOGLE_APPLICATION_CREDENTIALS',
] as const

/** One process of an instance: what it runs, and the least it needs to know. */
export interface ProcessPlan {
  name: string
  arguments: readonly string[]
  /** Roles whose database connection it is handed; it can get no other. */
  roles: readonly DatabaseRole[]
  /** Settings it is handed beside those that every process has. */
  settings: readonly Setting[]
  /** The port that answers once it is up. */
  port: number
  /** Processes with the same number stop together, lower numbers first. */
  stopsIn: 1 | 2 | 3
  /** How long it may take to stop by itself. */
  graceMs: number
}

/** Health ports of the processes without pages. */
export interface HealthPorts {
  worker: number
  sequencer: number
  edge: number
  /** Of the witnesses on this machine: none when others are named. */
  witnesses: readonly number[]
}

/** How many witnesses an instance keeps when none are named. */
export const ownWitnesses = 3

/** The witnesses on this machine, one folder and one key each. */
export function witnessPlans(ports: readonly number[]): ProcessPlan[] {
  const { DOMINION_DATA } = env()
  return ports.map((port, at) => ({
    name: `witness-${at + 1}`,
    arguments: witnessArguments({
      folder: join(DOMINION_DATA, 'witnesses', `${at + 1}`),
      name: `local-${at + 1}.dominion.invalid`,
      port,
      logs: join(DOMINION_DATA, 'ledger', 'policy'),
    }),
    roles: [],
    settings: [],
    port,
    stopsIn: 3,
    graceMs: 5_000,
  }))
}

/** The processes of an instance, in the order they start. */
export function processPlans(ports: HealthPorts): ProcessPlan[] {
  const { HOST, PORT, PORTAL } = env()
  const next = ['node_modules/next/dist/bin/next', 'start', '-H', HOST, '-p', String(PORT)]
  const plans: ProcessPlan[] = [
    {
      name: 'sequencer',
      arguments: ['server/loop/ledger/sequencer/main.ts'],
      roles: ['sequencer'],
      settings: ['LEDGER_WITNESSES', 'LEDGER_WITNESS_QUORUM', ...keySettings],
      port: ports.sequencer,
      stopsIn: 3,
      graceMs: 10_000,
    },
    {
      name: 'edge',
      arguments: ['server/edge/main.ts'],
      roles: ['app'],
      settings: ['SERVICES_DATABASE_URL'],
      port: ports.edge,
      stopsIn: 2,
      graceMs: 20_000,
    },
    {
      name: 'worker',
      arguments: ['--max-semi-space-size=4', 'workers/index.ts'],
      roles: ['app', 'queue'],
      settings: [
        'ANTHROPIC_API_KEY',
        'ANTHROPIC_BASE_URL',
        'REDIS_URL',
        'SERVICES_DATABASE_URL',
        'LEDGER_ANCHOR_REMOTES',
        'LEDGER_TSA_URL',
        'LEDGER_TSA_CA',
        ...keySettings,
      ],
      port: ports.worker,
      stopsIn: 1,
      graceMs: 15_000,
    },
    {
      name: 'web',
      arguments: next,
      roles: ['app'],
      settings: ['NEXTAUTH_SECRET', 'NEXTAUTH_URL', ...keySettings],
      port: PORT,
      stopsIn: 1,
      graceMs: 10_000,
    },
  ]
  return [...witnessPlans(ports.witnesses), ...plans.filter(({ name }) => PORTAL === 'yes' || name !== 'web')]
}

const roleVariables = {
  app: 'APP_DATABASE_URL',
  sequencer: 'SEQUENCER_DATABASE_URL',
  queue: 'QUEUE_DATABASE_URL',
  migrate: 'MIGRATE_DATABASE_URL',
} as const satisfies Record<DatabaseRole, string>

/** The address people type for the portal. */
export function portalAddress(): string {
  const { PUBLIC_URL, HOST, PORT } = env()
  return PUBLIC_URL ?? `http://${HOST}:${PORT}`
}

/** What keeps a witness small: its code is found compiled, and it needs no threads beside its own. */
export function keptSmall({ name }: Pick<ProcessPlan, 'name'>): Record<string, string> {
  if (!name.startsWith('witness')) return {}
  const compiled = join(env().DOMINION_DATA, 'cache', 'compiled')
  return { NODE_COMPILE_CACHE: compiled, UV_THREADPOOL_SIZE: '1', MALLOC_ARENA_MAX: '1' }
}

/**
 * The whole environment of one process: nothing else is inherited.
 * @param machine what the machine itself needs said, such as PATH and HOME
 * @param witnesses those on this machine, as they say of themselves
 */
export function processEnvironment(
  plan: ProcessPlan,
  machine: Readonly<Record<string, string | undefined>>,
  witnesses: readonly string[],
): Record<string, string | undefined> {
  const e = env()
  const known: Record<Setting, string | undefined> = {
    ...e,
    LEDGER_WITNESSES: e.LEDGER_WITNESSES ?? witnesses.join('\n'),
    LEDGER_WITNESS_QUORUM: e.LEDGER_WITNESS_QUORUM?.toString(),
    SERVICES_DATABASE_URL: servicesDatabaseUrl(),
    NEXTAUTH_SECRET: keepSecret(e.DOMINION_DATA, 'session'),
    NEXTAUTH_URL: portalAddress(),
  }
  return {
    ...machine,
    NODE_ENV: 'production',
    DOMINION_PROCESS: plan.name,
    DOMINION_DATA: e.DOMINION_DATA,
    HOST: e.HOST,
    PORT: String(e.PORT),
    EDGE_PORT: String(e.EDGE_PORT),
    HEALTH_PORT: String(plan.port),
    PUBLIC_URL: portalAddress(),
    CLOCK: e.CLOCK,
    PRACTICE_TEAM: e.PRACTICE_TEAM,
    LOG_LEVEL: e.LOG_LEVEL,
    ...keptSmall(plan),
    ...Object.fromEntries(plan.settings.map((name) => [name, known[name]])),
    ...Object.fromEntries(plan.roles.map((role) => [roleVariables[role], databaseUrl(role)])),
  }
}
