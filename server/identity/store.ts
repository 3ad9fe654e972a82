import { type Database, database, type Transaction, upkeep } from '#server/platform/db/index.ts'
import { newId } from '#server/platform/ids.ts'
import type { SessionKind } from './numbers.ts'
import type { Role } from './vocabulary.ts'

type Source = Transaction | Database

export interface PersonRow {
  id: string
  displayName: string
  email: string | null
  practice: boolean
  roles: readonly Role[]
}

const personFields = {
  id: true,
  displayName: true,
  email: true,
  practice: true,
  roles: { select: { role: true }, orderBy: { grantedAt: 'asc' } },
} as const

interface Selected extends Omit<PersonRow, 'roles'> {
  roles: { role: string }[]
}
const asPerson = (row: Selected): PersonRow => ({ ...row, roles: row.roles.map(({ role }) => role as Role) })

export async function anyPeople(from: Source): Promise<boolean> {
  return (await from.person.findFirst({ select: { id: true } })) !== null
}

export async function insertPerson(tx: Transaction, person: PersonRow, grantedBy: string): Promise<void> {
  const { roles, ...columns } = person
  await tx.person.create({ data: { ...columns, roles: { create: roles.map((role) => ({ role, grantedBy })) } } })
}

/** People who may sign in, by id. */
export async function findPerson(from: Source, id: string): Promise<PersonRow | null> {
  const row = await from.person.findFirst({ where: { id, disabledAt: null }, select: personFields })
  return row && asPerson(row)
}

export async function personByEmail(from: Source, email: string): Promise<PersonRow | null> {
  const row = await from.person.findFirst({ where: { email, disabledAt: null }, select: personFields })
  return row && asPerson(row)
}

export async function practicePeople(from: Source): Promise<PersonRow[]> {
  const where = { practice: true, disabledAt: null }
  const rows = await from.person.findMany({ where, select: personFields, orderBy: { id: 'asc' } })
  return rows.map(asPerson)
}

export async function peopleNamed(from: Source, ids: readonly string[]) {
  const select = { id: true, displayName: true, practice: true } as const
  return await from.person.findMany({ where: { id: { in: [...ids] } }, select })
}

export async function setEmail(tx: Transaction, id: string, email: string): Promise<void> {
  await tx.person.update({ where: { id }, data: { email } })
}

export type CredentialKind = 'password' | 'code'

export interface CredentialRow {
  id: string
  personId: string
  hash: string
}

/** Unused and not expired, newest first. @param personId everyone's when left out */
export async function liveCredentials(
  from: Source,
  kind: CredentialKind,
  personId?: string,
  limit = 5,
): Promise<CredentialRow[]> {
  return await from.credential.findMany({
    where: {
      kind,
      usedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
      person: { disabledAt: null },
      ...(personId ? { personId } : {}),
    },
    select: { id: true, personId: true, hash: true },
    orderBy: { createdAt: 'desc' },
    take: limit,
  })
}

/** The newest is the only one: older ones of the same kind stop working in the same transaction. */
export async function replaceCredential(
  within: Source,
  credential: { personId: string; kind: CredentialKind; hash: string; expiresAt: Date | null },
): Promise<void> {
  const { personId, kind } = credential
  const table = upkeep(within).credential
  await table.updateMany({ where: { personId, kind, usedAt: null }, data: { usedAt: new Date() } })
  await table.create({ data: { id: newId('credential'), ...credential } })
}

/** @returns false when someone used it a moment earlier */
export async function useCredential(id: string): Promise<boolean> {
  const data = { usedAt: new Date() }
  const { count } = await upkeep().credential.updateMany({ where: { id, usedAt: null }, data })
  return count === 1
}

export interface SessionRow {
  id: string
  kind: SessionKind
  lastSeenAt: Date
  expiresAt: Date
  person: PersonRow
}

export async function insertSession(session: {
  id: string
  tokenHash: string
  personId: string
  kind: SessionKind
  expiresAt: Date
}): Promise<void> {
  await upkeep().session.create({ data: session })
}

/** Null when it is over, or its person may no longer sign in. */
export async function sessionOfToken(tokenHash: string): Promise<SessionRow | null> {
  const row = await database().session.findFirst({
    where: { tokenHash, expiresAt: { gt: new Date() }, person: { disabledAt: null } },
    select: { id: true, kind: true, lastSeenAt: true, expiresAt: true, person: { select: personFields } },
  })
  return row && { ...row, kind: row.kind as SessionKind, person: asPerson(row.person) }
}

export async function prolongSession(id: string, expiresAt: Date): Promise<void> {
  await upkeep().session.updateMany({ where: { id }, data: { lastSeenAt: new Date(), expiresAt } })
}

export async function endSession(tokenHash: string): Promise<void> {
  await upkeep().session.deleteMany({ where: { tokenHash } })
}

export async function endSessionsOf(personId: string): Promise<number> {
  return (await upkeep().session.deleteMany({ where: { personId } })).count
}

export interface ListedPerson extends PersonRow {
  createdAt: Date
  disabledAt: Date | null
}

/** Everyone there is, people before practice people, by name. */
export async function allPeople(from: Source): Promise<ListedPerson[]> {
  const select = { ...personFields, createdAt: true, disabledAt: true } as const
  const rows = await from.person.findMany({ select, orderBy: [{ practice: 'asc' }, { displayName: 'asc' }] })
  return rows.map((row) => ({ ...row, ...asPerson(row) }))
}

/** Sessions that are not over, those used last first. @param personId everyone's when left out */
export async function liveSessions(from: Source, personId?: string) {
  return await from.session.findMany({
    where: { expiresAt: { gt: new Date() }, ...(personId ? { personId } : {}) },
    select: { id: true, personId: true, kind: true, createdAt: true, lastSeenAt: true, expiresAt: true },
    orderBy: { lastSeenAt: 'desc' },
  })
}

/** The first administrator, while nobody of flesh and blood can sign in with a password; and whether people practise here. */
export async function personWithoutPassword(from: Source): Promise<{ adminId: string | null; practice: boolean }> {
  const real = { practice: false, disabledAt: null }
  const [withPassword, admin, practising] = await Promise.all([
    from.credential.findFirst({ where: { kind: 'password', usedAt: null, person: real }, select: { id: true } }),
    from.person.findFirst({
      where: { ...real, roles: { some: { role: 'admin' } } },
      orderBy: { createdAt: 'asc' },
      select: { id: true },
    }),
    from.person.findFirst({ where: { practice: true, disabledAt: null }, select: { id: true } }),
  ])
  return { adminId: withPassword ? null : (admin?.id ?? null), practice: practising !== null }
}
