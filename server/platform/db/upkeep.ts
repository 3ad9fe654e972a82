import type { PrismaClient } from '#prisma/client/client.ts'
import { database, type Transaction } from './client.ts'

/** The closed list of tables whose rows tell no story, so that writing them needs no ledger entry. */
type UpkeepTable = 'session' | 'credential' | 'outbox' | 'timer' | 'presence' | 'rolloutReading' | 'apiToken'

export type Upkeep = Pick<PrismaClient, UpkeepTable>

/** The only way to write outside `governed`: it reaches no other table. */
export function upkeep(within: Transaction | PrismaClient = database()): Upkeep {
  return within
}
