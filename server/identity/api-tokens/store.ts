import { type Database, database, type Transaction, upkeep } from '#server/platform/db/index.ts'
import type { PersonRow } from '../store.ts'
import type { Role, TokenLine } from '../vocabulary.ts'

type Source = Transaction | Database

export interface NewToken {
  id: string
  personId: string
  name: string
  prefix: string
  tokenHash: string
  scopes: string[]
  expiresAt: Date
}

type KeptToken = Omit<TokenLine, 'over'> & { personId: string }

export async function insertToken(tx: Transaction, token: NewToken): Promise<void> {
  await tx.apiToken.create({ data: token })
}

const lineFields = {
  ...{ id: true, personId: true, name: true, prefix: true, scopes: true },
  ...{ createdAt: true, expiresAt: true, revokedAt: true, lastUsedAt: true },
} as const

/** Tokens of a person, the newest first, those that are over too. */
export async function tokensOf(from: Source, personId: string): Promise<KeptToken[]> {
  return await from.apiToken.findMany({ where: { personId }, select: lineFields, orderBy: { createdAt: 'desc' } })
}

export async function tokenById(from: Source, id: string): Promise<KeptToken | null> {
  return await from.apiToken.findUnique({ where: { id }, select: lineFields })
}

/** How many of a person's tokens still work. */
export async function liveTokens(from: Source, personId: string): Promise<number> {
  return await from.apiToken.count({ where: { personId, revokedAt: null, expiresAt: { gt: new Date() } } })
}

/** @returns false when someone ended it a moment earlier */
export async function endToken(tx: Transaction, id: string): Promise<boolean> {
  const { count } = await tx.apiToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } })
  return count === 1
}

export interface HeldToken {
  id: string
  scopes: string[]
  lastUsedAt: Date | null
  person: Pick<PersonRow, 'id' | 'practice' | 'roles'>
}

/** Null when there is none of this hash, it is over, or its person may no longer sign in. */
export async function tokenOfHash(tokenHash: string): Promise<HeldToken | null> {
  const row = await database().apiToken.findFirst({
    where: { tokenHash, revokedAt: null, expiresAt: { gt: new Date() }, person: { disabledAt: null } },
    select: {
      ...{ id: true, scopes: true, lastUsedAt: true },
      person: {
        select: { id: true, practice: true, roles: { select: { role: true }, orderBy: { grantedAt: 'asc' } } },
      },
    },
  })
  return row && { ...row, person: { ...row.person, roles: row.person.roles.map(({ role }) => role as Role) } }
}

export async function noteTokenUsed(id: string): Promise<void> {
  await upkeep().apiToken.updateMany({ where: { id }, data: { lastUsedAt: new Date() } })
}
