import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compose } from '#server/composition.ts'
import { firstPeople } from '#server/identity/index.ts'
import { mergeJournal } from '#server/loop/autonomy/killswitch/index.ts'
import { database } from '#server/platform/db/index.ts'
import { env } from '#server/platform/env.ts'
import { wire } from '#server/ports/wired.ts'
import { makeHarbour } from '#server/workspaces/index.ts'

/** What the person who typed `npm start` needs to know; each line is printed as it stands. */
export type FirstRun = readonly string[]

/** The workspace every new instance offers. */
const harbour = 'harbour'

/**
 * Everything a fresh database needs, in order: keys, halts made while nothing ran, people, the first workspace. The worker
 * then tests the policy and builds the workspace while the portal is already up. Repeating it changes nothing, so it runs at every start.
 */
export async function firstRun(): Promise<FirstRun> {
  wire(compose())
  keepServicesSecret(join(env().DOMINION_DATA, 'keys'))
  const halts = await mergeJournal()
  const people = await firstPeople({ practiceTeam: env().PRACTICE_TEAM === 'yes' })
  await makeHarbour(harbour)
  await database().$disconnect()
  return [
    ...(halts > 0 ? [`Automation was halted while nothing ran (${halts} in the journal). It stays halted.`] : []),
    ...(people.adminCode ? [`First administrator's one-time code: ${people.adminCode}`] : []),
    ...(people.practice
      ? ['A practice team of every role is offered on the sign-in page; it is marked on every page.']
      : []),
  ]
}

/** What the services' database passwords follow from. */
function keepServicesSecret(folder: string): void {
  const file = join(folder, 'services.secret')
  if (existsSync(file)) return
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
}
