import type { Database, Transaction } from '#server/platform/db/index.ts'

export const globalScope = 'global'
export const serviceScope = (service: string) => `service:${service}`

export interface SwitchState {
  scope: string
  halted: boolean
  epoch: bigint
}

/** Whoever waits for this lock is served in turn. Row locks are not: without it acts that follow each other closely starve a halt. */
const turn = 0x6861_6c74

/**
 * Reads the switches that cover an act and holds them until the transaction ends, so that a halt waits for acts under way
 * and every later act sees it.
 */
export async function holdSwitches(tx: Transaction, service: string | null): Promise<readonly SwitchState[]> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(${turn}::bigint)`
  const scopes = service === null ? [globalScope] : [globalScope, serviceScope(service)]
  return await tx.$queryRaw<SwitchState[]>`
    SELECT scope, halted, epoch FROM halt_switch WHERE scope = ANY (${scopes}) ORDER BY scope FOR SHARE`
}

/** The same for the acts that move a switch: they wait for every act under way, and for each other. */
export async function holdSwitchesToMove(tx: Transaction): Promise<readonly SwitchState[]> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${turn}::bigint)`
  return await tx.$queryRaw<SwitchState[]>`SELECT scope, halted, epoch FROM halt_switch ORDER BY scope FOR UPDATE`
}

export async function readSwitches(from: Database | Transaction): Promise<readonly SwitchState[]> {
  return await from.$queryRaw<SwitchState[]>`SELECT scope, halted, epoch FROM halt_switch ORDER BY scope`
}

/** The scope that stops this service's automation, or null when it may run. */
export function haltedScope(switches: readonly SwitchState[], service: string | null): string | null {
  const covering = (scope: string) => scope === globalScope || (service !== null && scope === serviceScope(service))
  return switches.find((each) => each.halted && covering(each.scope))?.scope ?? null
}
