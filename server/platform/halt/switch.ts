import type { Database, Transaction } from '#server/platform/db/index.ts'

export const globalScope = 'global'
export const serviceScope = (service: string) => `service:${service}`

export interface SwitchState {
  scope: string
  halted: boolean
  epoch: bigint
}

/**
 * Reads the switches that cover an act and holds them until the transaction ends, so that a halt waits for acts under way
 * and every later act sees it.
 */
export async function holdSwitches(tx: Transaction, service: string | null): Promise<readonly SwitchState[]> {
  const scopes = service === null ? [globalScope] : [globalScope, serviceScope(service)]
  return await tx.$queryRaw<SwitchState[]>`
    SELECT scope, halted, epoch FROM halt_switch WHERE scope = ANY (${scopes}) ORDER BY scope FOR SHARE`
}

/** The same for the acts that move a switch: they wait for every act under way, and for each other. */
export async function holdSwitchesToMove(tx: Transaction): Promise<readonly SwitchState[]> {
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
