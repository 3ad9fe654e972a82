import { setTimeout as pause } from 'node:timers/promises'
import type * as z from 'zod/mini'
import type { Actor, Permission } from '#server/identity/index.ts'
import { isAway } from '#server/platform/db/index.ts'
import { Failure } from '#server/platform/errors.ts'
import type { Permit, WorkScope } from '#server/platform/halt/permit.ts'
import { type Ports, ports } from '#server/ports/wired.ts'
import { type Act, governed, type Outcome } from './governed.ts'

/**
 * Long work in three parts. `claim` and `settle` are governed: a transaction, and no ports. `effect` has ports, a permit
 * and an abort signal, and no transaction; so a model call inside a transaction cannot be written.
 */
export interface StepDefinition<S extends z.core.$ZodType, Claimed extends WorkScope, Done> {
  claim: { permission: Permission; run(act: Act, input: z.core.output<S>): Promise<Outcome<Claimed>> }
  effect(claimed: Claimed, outside: { ports: Ports; permit: Permit; signal: AbortSignal }): Promise<Done>
  settle: { permission: Permission; run(act: Act, claimed: Claimed, done: Done): Promise<Outcome<void>> }
  /** The effect threw, or was stopped by a halt: gives the work back, or ends it, and records why. */
  abandon: { permission: Permission; run(act: Act, claimed: Claimed, fault: StepFault): Promise<Outcome<void>> }
}

export interface StepFault {
  /**
   * `overtaken`: someone moved it meanwhile, so what was done no longer counts. `interrupted`: the database went away, which
   * says nothing about the work; it is given back and done again.
   */
  kind: 'halted' | 'overtaken' | 'interrupted' | 'failed'
  message: string
}

export type Step<S extends z.core.$ZodType> = (
  actor: Actor,
  input: z.core.input<S>,
  permit: Permit,
  stop?: AbortSignal,
) => Promise<void>

/** Two workers with the same job are boring: the second one's claim is a conflict, and it goes home. */
export function step<S extends z.core.$ZodType, Claimed extends WorkScope, Done>(
  Input: S,
  definition: StepDefinition<S, Claimed, Done>,
): Step<S> {
  const { claim, effect, settle, abandon } = definition
  return async (actor, input, permit, stop) => {
    const close = (permission: Permission, run: (act: Act) => Promise<Outcome<void>>) =>
      governed(permission, Input, run)(actor, input)
    const claimed = await governed(claim.permission, Input, claim.run)(actor, input)
    try {
      const done = await underPermit(permit, claimed, stop, (signal) =>
        effect(claimed, { ports: ports(), permit, signal }),
      )
      await close(settle.permission, (act) => settle.run(act, claimed, done))
    } catch (error) {
      const fault = faultOf(error)
      await onceReachable(() => close(abandon.permission, (act) => abandon.run(act, claimed, fault)))
      if (fault.kind === 'failed') throw error
    }
  }
}

const reachableWithinMs = 600_000
const tryEveryMs = 500

/** What was claimed must be given back, or nobody else takes it as long as this process lives; so it waits for the database. */
async function onceReachable(act: () => Promise<unknown>): Promise<void> {
  for (const end = Date.now() + reachableWithinMs; ; await pause(tryEveryMs)) {
    try {
      await act()
      return
    } catch (error) {
      if (!isAway(error) || Date.now() > end) throw error
    }
  }
}

async function underPermit<Done>(
  permit: Permit,
  work: WorkScope,
  stop: AbortSignal | undefined,
  effect: (signal: AbortSignal) => Promise<Done>,
): Promise<Done> {
  const { signal, end } = permit.begin(work)
  try {
    return await effect(stop ? AbortSignal.any([signal, stop]) : signal)
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  } finally {
    end()
  }
}

function faultOf(error: unknown): StepFault {
  if (error instanceof Failure && error.code === 'halted') return { kind: 'halted', message: error.message }
  if (error instanceof Failure && error.code === 'conflict') return { kind: 'overtaken', message: error.message }
  if (isAway(error)) return { kind: 'interrupted', message: 'The database was away for a moment.' }
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
}
