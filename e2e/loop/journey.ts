import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { inject } from 'vitest'
import { cast, type People } from '#bin/commands/demo/cast.ts'
import { Passing } from '#bin/commands/demo/passing.ts'
import { untilServing } from '#bin/commands/demo/service.ts'
import { type ChangeOverview, readChange } from '#server/loop/autonomy/overview/index.ts'
import { makeHarbour } from '#server/workspaces/index.ts'

/** One stage of a change on a machine that does much else. Real time. */
export const patienceMs = 240_000
const lookEveryMs = 100

export const { edge, data } = inject('instance')

/** The practice team, each with a session of their own. */
export const people: People = await cast()

export const passing = () => new Passing(people, { patienceMs })
/** Nobody signs: what gets through, gets through by itself. */
export const passingUnsigned = () => new Passing(people, { patienceMs, signing: false })

export const overviewOf = (changeId: string): Promise<ChangeOverview> => readChange(people.auditor, { changeId })

/** A word that no language has and no earlier run used, so that nothing can be prepared for it. */
export function madeUpWord(): string {
  const pick = (from: string) => from[randomInt(from.length)] ?? ''
  return Array.from({ length: 4 }, () => pick('bdfgklmnprtv') + pick('aou')).join('') + pick('bdgkmnprt')
}

/** A service of a journey's own, made from the template pack, so that release lanes do not meet. */
export async function serviceOfOwn(): Promise<string> {
  const service = madeUpWord()
  await makeHarbour(service)
  await untilServing(edge, service, patienceMs)
  return service
}

/** Looks until it finds something. @throws when that takes too long */
export async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (const end = Date.now() + patienceMs; ; await pause(lookEveryMs)) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`${what}: not within ${patienceMs / 1_000} s`)
  }
}

/** Follows a change, without helping it along, until it is in a state. */
export function untilState(changeId: string, state: string): Promise<ChangeOverview> {
  return until(`${changeId} becomes ${state}`, async () => {
    const overview = await overviewOf(changeId)
    return overview.change.state === state && overview
  })
}

/** The one open question about a change, once it is asked. */
export function openRequest(changeId: string) {
  return until('a question to people', async () =>
    (await overviewOf(changeId)).approvals.find(({ state }) => state === 'open'),
  )
}
