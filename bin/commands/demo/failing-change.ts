import { submitCommit } from '#server/loop/autonomy/human-made/index.ts'
import { readChange } from '#server/loop/autonomy/overview/index.ts'
import { repositoryOf } from '#server/workspaces/index.ts'
import type { People } from './cast.ts'
import type { Passing } from './passing.ts'
import { pushByHand } from './person-commit.ts'

interface Scene {
  people: People
  passing: Passing
  service: string
}

export interface TakenBack {
  changeId: string
  rollbackMs: number
  cause: string
}

const branch = 'people/faster-lists'
/** From the first failing request to everyone back on the version before; when this elapses the promise is broken. */
const patienceMs = 30_000

/**
 * A person commits a "faster" list that is right in every test and wrong where production differs: it fails once it serves
 * users. It passes guards and approvals, and takes itself back.
 */
export async function failOnLiveTraffic({ people, passing, service }: Scene): Promise<TakenBack> {
  const message = 'Answer lists faster'
  await pushByHand({ repository: repositoryOf(service), branch, message, edits: { 'server/app.ts': failingIn } })
  const text = 'Answer the API endpoint of the berth list faster'
  const { changeId } = await submitCommit(people.requester, { service, branch, text })
  await passing.into(changeId, 'rollingOut')
  await passing.into(changeId, 'rolledBack')
  const { activity } = await readChange(people.auditor, { changeId })
  const onUsers = activity.find(
    ({ event, detail }) => event === 'rollout.increase' && Number(Object(detail).weight) > 0,
  )
  const back = activity.find(({ event, detail }) => event === 'rollout.observe' && Object(detail).restored === true)
  const decided = activity.find(({ event }) => event === 'rollout.rollBack')
  if (!onUsers || !back || !decided) throw new Error('it was not taken back from users')
  const rollbackMs = back.at.getTime() - onUsers.at.getTime()
  if (rollbackMs > patienceMs) throw new Error(`it took ${rollbackMs} ms`)
  return { changeId, rollbackMs, cause: String(Object(decided.detail).cause) }
}

const before = '  mountResources(app, service)\n'
const failing = `  app.use('/berths', async (_c, next) => {
    if (environment.stage === 'production') throw new Problem(500, 'unexpected', 'Something went wrong.')
    await next()
  })
`

function failingIn(text: string | null): string {
  if (!text?.includes(before)) throw new Error('server/app.ts of the service is not what the demonstration expects')
  return text.replace(before, failing + before)
}
