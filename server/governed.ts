import * as z from 'zod/mini'
import {
  haltRule,
  mayAct,
  mayRead,
  movesSwitches,
  type Permission,
  type ReadPermission,
} from '#server/identity/permissions.ts'
import { type Actor, actorReference } from '#server/identity/vocabulary.ts'
import { append, type EntryDraft } from '#server/loop/ledger/append.ts'
import {
  type ClockReading,
  type Database,
  database,
  isTaken,
  readClock,
  type Transaction,
} from '#server/platform/db/index.ts'
import { conflict, Failure } from '#server/platform/errors.ts'
import type { Guarded } from '#server/platform/guard.ts'
import { halted } from '#server/platform/halt/permit.ts'
import { haltedScope, holdSwitches, holdSwitchesToMove } from '#server/platform/halt/switch.ts'
import { emit } from '#server/platform/outbox/emit.ts'
import { cancelTimer, schedule, type TimerRequest } from '#server/platform/timers/schedule.ts'
import { ports } from '#server/ports/wired.ts'

/** What a verb has at hand: a transaction, and no way out of it. */
export interface Act {
  readonly tx: Transaction
  readonly actor: Actor
  readonly clock: ClockReading
  emit(event: string, payload: Record<string, string>): Promise<void>
  schedule(timer: TimerRequest): Promise<void>
  cancelTimer(key: string): Promise<void>
}

/** No entry, no compile: every act says what the ledger shall hold of it. */
export interface Outcome<Result> {
  result: Result
  entry: EntryDraft | readonly [EntryDraft, ...EntryDraft[]]
  /** What people see of it as it happens, beside what the entry says. No personal data. */
  seen?: Record<string, string | number | boolean | null>
}

type Schema = z.core.$ZodType
/** Knows its permission, so that a transport can refuse to carry anything that is not governed or permitted. */
export interface Verb<S extends Schema, Result, P extends string = Permission> {
  (actor: Actor, input: z.core.input<S>): Promise<Result>
  readonly permission: P
}

/**
 * The only way to write domain state: parses, checks the permission, opens one transaction, honours a halt, runs the act,
 * seals its entry and shows it as activity. An input with `changeId` or `service` is covered by that service's halt too.
 * @throws Failure `invalidInput`, `forbidden`, `halted`, or what the act refuses.
 */
export function governed<S extends Schema, Result>(
  permission: Permission,
  Input: S,
  run: (act: Act, input: z.core.output<S>) => Promise<Outcome<Result>>,
): Verb<S, Result> {
  const verb = async (actor: Actor, raw: z.core.input<S>) => {
    const input = parseInput(Input, raw)
    forbidUnless(mayAct(actor, permission))
    return await firstWins(async (tx) => {
      await refuseWhileHalted(tx, permission, input)
      const act = actWithin(tx, actor, await readClock(tx))
      const { result, entry, seen } = await run(act, input)
      const entries: readonly EntryDraft[] = 'kind' in entry ? [entry] : entry
      for (const draft of entries) await seal(act, permission, draft, seen ?? {})
      return result
    })
  }
  return Object.assign(verb, { permission })
}

/**
 * A verb that must look outside before its act, such as into a repository: parses, checks the permission, then runs. The
 * act it ends in is governed by the same permission, and checks it again.
 */
export function preparing<S extends Schema, Result>(
  permission: Permission,
  Input: S,
  run: (actor: Actor, input: z.core.output<S>) => Promise<Result>,
): Verb<S, Result> {
  const verb = async (actor: Actor, raw: z.core.input<S>) => {
    const input = parseInput(Input, raw)
    forbidUnless(mayAct(actor, permission))
    return await run(actor, input)
  }
  return Object.assign(verb, { permission })
}

/** The only way to read for someone: parses, checks the permission, hands over a connection. */
export function permitted<S extends Schema, Result>(
  permission: ReadPermission,
  Input: S,
  read: (from: Database, input: z.core.output<S>, actor: Actor) => Promise<Result>,
): Verb<S, Result, ReadPermission> {
  const verb = async (actor: Actor, raw: z.core.input<S>) => {
    const input = parseInput(Input, raw)
    forbidUnless(mayRead(actor, permission))
    return await read(database(), input, actor)
  }
  return Object.assign(verb, { permission })
}

export function parseInput<S extends Schema>(Input: S, raw: unknown): z.core.output<S> {
  const parsed = z.safeParse(Input, raw)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  const first = issues[0]
  throw new Failure('invalidInput', 'invalid', `${first?.path || 'The input'}: ${first?.message ?? 'cannot be read'}`, {
    issues,
  })
}

/** One transaction. What the database keeps unique, such as a release lane, goes to who came first; the others get a conflict. */
async function firstWins<Result>(act: (tx: Transaction) => Promise<Result>): Promise<Result> {
  try {
    return await database().$transaction(act)
  } catch (error) {
    throw isTaken(error) ? Object.assign(conflict('This'), { cause: error }) : error
  }
}

function forbidUnless(answer: Guarded<string>): void {
  if (!answer.allowed) throw new Failure('forbidden', answer.reason, answer.sentence)
}

async function refuseWhileHalted(tx: Transaction, permission: Permission, input: unknown): Promise<void> {
  if (movesSwitches(permission)) return void (await holdSwitchesToMove(tx))
  const { service, humanMade } = await subjectOf(tx, input)
  const scope = haltedScope(await holdSwitches(tx, service), service)
  const rule = haltRule(permission)
  if (scope === null || rule === 'allowed' || (rule === 'humanMade' && humanMade)) return
  throw halted(scope)
}

async function subjectOf(tx: Transaction, input: unknown): Promise<{ service: string | null; humanMade: boolean }> {
  const { changeId, service } = Object(input) as { changeId?: unknown; service?: unknown }
  if (typeof changeId === 'string') {
    const change = await tx.change.findUnique({ where: { id: changeId }, select: { service: true, humanMade: true } })
    if (change) return change
  }
  return { service: typeof service === 'string' ? service : null, humanMade: false }
}

function actWithin(tx: Transaction, actor: Actor, clock: ClockReading): Act {
  return {
    tx,
    actor,
    clock,
    emit: (event, payload) => emit(tx, event, payload),
    schedule: (timer) => schedule(tx, timer),
    cancelTimer: (key) => cancelTimer(tx, key),
  }
}

async function seal(
  act: Act,
  permission: Permission,
  draft: EntryDraft,
  seen: NonNullable<Outcome<unknown>['seen']>,
): Promise<void> {
  const { tx, actor, clock } = act
  const practice = actor.kind === 'person' && actor.practice
  const { entryId } = await append(tx, draft, {
    signer: ports().signer,
    keys: ports().keyEncryption,
    actor: { kind: actor.kind === 'owner' ? 'system' : actor.kind, ref: actorReference(actor) },
    occurredAt: clock.now,
    clockOffsetMs: clock.offsetMs,
    practice,
  })
  const change = draft.changeId ? await tx.change.findUnique({ where: { id: draft.changeId } }) : null
  await tx.activity.create({
    data: {
      changeId: change?.id ?? null,
      service: change?.service ?? null,
      event: permission,
      stage: draft.kind,
      state: change?.state ?? null,
      actorRef: actorReference(actor),
      detail: seen,
      entryId,
    },
  })
}
