import type { LegalHold, Removal as RemovalRow } from '#prisma/client/client.ts'
import { changeMachine } from '#server/loop/change/machine.ts'
import { rests } from '#server/loop/change/vocabulary.ts'
import type { Database, Transaction } from '#server/platform/db/index.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import type { HoldLine, HoldName, HoldScope, PersonFacts, RemovalLine } from './vocabulary.ts'

type Source = Transaction | Database

/** From here to the end of the transaction no hold is placed or lifted, and nothing else is removed. */
export async function takeTurn(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT ledger.one_at_a_time()`
}

/** Waits for whoever writes words of this person now, and holds off who would. */
export async function holdPerson(tx: Transaction, personId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('subject:' || ${personId}, 0))`
}

export type Removal = Omit<RemovalLine, 'against'>

const removalOf = ({ kind, ...row }: RemovalRow): Removal => ({ ...row, kind: kind as Removal['kind'] })

const holdOf = ({ scope, ...hold }: LegalHold): HoldLine => ({ ...hold, scope: scope as HoldScope })

export async function insertHold(tx: Transaction, hold: Omit<HoldLine, 'liftedBy' | 'liftedAt'>): Promise<HoldLine> {
  return holdOf(await tx.legalHold.create({ data: hold }))
}

export async function loadHold(from: Source, id: string): Promise<HoldLine> {
  const row = await from.legalHold.findUnique({ where: { id } })
  if (!row) throw notFound('legal hold')
  return holdOf(row)
}

/** @throws Failure `conflict` when someone lifted it first */
export async function markLifted(tx: Transaction, id: string, liftedBy: string, liftedAt: Date): Promise<void> {
  const { count } = await tx.legalHold.updateMany({ where: { id, liftedAt: null }, data: { liftedBy, liftedAt } })
  if (count === 0) throw conflict('This hold')
}

/** Open ones first, then the newest. */
export async function allHolds(from: Source): Promise<HoldLine[]> {
  const orderBy = [{ liftedAt: { sort: 'desc', nulls: 'first' } }, { placedAt: 'desc' }] as const
  return (await from.legalHold.findMany({ orderBy: [...orderBy], take: 200 })).map(holdOf)
}

export async function targetExists(from: Source, scope: HoldScope, target: string): Promise<boolean> {
  if (scope === 'person') return (await from.person.count({ where: { id: target } })) > 0
  if (scope === 'change') return (await from.change.count({ where: { id: target } })) > 0
  const rows = await from.$queryRaw<unknown[]>`SELECT 1 AS found FROM ledger.shard WHERE shard = ${target}`
  return rows.length > 0
}

export async function insertRemoval(
  tx: Transaction,
  removal: Pick<Removal, 'id' | 'kind' | 'target' | 'ground' | 'requestedBy' | 'requestedAt'>,
): Promise<void> {
  await tx.removal.create({ data: removal })
}

export async function loadRemoval(from: Source, id: string, kind?: Removal['kind']): Promise<Removal> {
  const row = await from.removal.findFirst({ where: { id, ...(kind ? { kind } : {}) } })
  if (!row) throw notFound('removal')
  return removalOf(row)
}

export async function isAsked(from: Source, kind: Removal['kind'], target: string): Promise<boolean> {
  return (await from.removal.count({ where: { kind, target, state: 'requested' } })) > 0
}

/** Open ones first, then the newest. */
export async function allRemovals(from: Source): Promise<Removal[]> {
  const orderBy = [{ closedAt: { sort: 'desc', nulls: 'first' } }, { requestedAt: 'desc' }] as const
  return (await from.removal.findMany({ orderBy: [...orderBy], take: 200 })).map(removalOf)
}

/** @throws Failure `conflict` when someone closed it first */
export async function markWithdrawn(tx: Transaction, id: string, closedAt: Date): Promise<void> {
  const data = { state: 'withdrawn', closedAt }
  const { count } = await tx.removal.updateMany({ where: { id, state: 'requested' }, data })
  if (count === 0) throw conflict('This request')
}

export async function personFacts(from: Source, personId: string): Promise<PersonFacts> {
  const [person, [row], held, administrators] = await Promise.all([
    from.person.findUnique({ where: { id: personId }, select: { roles: { select: { role: true } } } }),
    from.$queryRaw<{ hold: string | null; erased: boolean }[]>`
      SELECT ledger.hold_over_person(${personId}) AS hold,
             EXISTS (SELECT FROM ledger.erased_subject WHERE subject = ${personId}) AS erased`,
    from.change.findFirst({ where: { requesterId: personId, state: { in: statesOnTheWay } }, select: { id: true } }),
    from.personRole.count({ where: { role: 'admin', personId: { not: personId }, person: { disabledAt: null } } }),
  ])
  const isAdministrator = person?.roles.some(({ role }) => role === 'admin') ?? false
  return {
    kind: 'person',
    known: person !== null,
    erased: row?.erased ?? false,
    hold: await named(from, row?.hold ?? null),
    underWay: held?.id ?? null,
    onlyAdministrator: isAdministrator && administrators === 0,
  }
}

const statesOnTheWay = Object.keys(changeMachine.table).filter((state) => !rests(state))

export async function named(from: Source, holdId: string | null): Promise<HoldName | null> {
  if (holdId === null) return null
  const { id, scope, target } = await loadHold(from, holdId)
  return { id, scope, target }
}

/** Everyone who was not erased. */
export async function erasablePeople(from: Source): Promise<{ id: string; displayName: string }[]> {
  return await from.$queryRaw`
    SELECT id, display_name AS "displayName" FROM person p
    WHERE NOT EXISTS (SELECT FROM ledger.erased_subject e WHERE e.subject = p.id) ORDER BY display_name, id`
}

/** Destroys the key, the words it opens and the words kept elsewhere. @returns the digests that no longer open */
export async function erasePerson(
  tx: Transaction,
  removalId: string,
  confirmer: string,
): Promise<{ digests: string[]; texts: number }> {
  const rows = await tx.$queryRaw<{ erased: { digests: string[]; texts: number } }[]>`
    SELECT ledger.erase_person(${removalId}, ${confirmer}) AS erased`
  if (!rows[0]) throw new Error('the database said nothing of the erasure')
  return rows[0].erased
}
