import { database } from '#server/platform/db/index.ts'
import { addPerson, giveCode } from './people.ts'
import { addPracticeTeam } from './practice-team.ts'
import { anyPeople, personWithoutPassword } from './store.ts'
import type { Actor } from './vocabulary.ts'

export interface FirstPeople {
  /** To be shown once to whoever started the instance; null once the first administrator has chosen a password. */
  adminCode: string | null
  practice: boolean
}

const setup: Actor = { kind: 'system', name: 'setup' }

/**
 * At the first start: an administrator with a one-time code and, when asked for, the practice team. At a later start: a
 * fresh code for as long as that administrator has no password. Repeating it adds nobody.
 */
export async function firstPeople({ practiceTeam }: { practiceTeam: boolean }): Promise<FirstPeople> {
  if (await anyPeople(database())) return await laterStart()
  const { code } = await addPerson(setup, { displayName: 'Administrator', email: null, roles: ['admin'] })
  if (practiceTeam) await addPracticeTeam(setup, {})
  return { adminCode: code, practice: practiceTeam }
}

async function laterStart(): Promise<FirstPeople> {
  const { adminId, practice } = await personWithoutPassword(database())
  return { adminCode: adminId && (await giveCode(database(), adminId)), practice }
}
