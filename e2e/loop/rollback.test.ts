import { describe, it } from 'vitest'
import { pushByHand } from '#bin/commands/demo/person-commit.ts'
import { submitCommit } from '#server/loop/autonomy/human-made/index.ts'
import { ports } from '#server/ports/wired.ts'
import { repositoryOf } from '#server/workspaces/index.ts'
import { edge, overviewOf, passing, people, serviceOfOwn } from './journey.ts'
import { usersOf } from './users.ts'

const mount = '  mountResources(app, service)\n'
const inProduction = (what: string) => `  app.use('/berths', async (_c, next) => {
    if (environment.stage === 'production') ${what}
    await next()
  })
${mount}`

const faults = {
  'answers errors': `throw new Problem(500, 'unexpected', 'Something went wrong.')`,
  'ends in the middle of a request': 'process.exit(1)',
}

describe.concurrent('a version that fails on live traffic', () => {
  it.for(Object.entries(faults))(
    'takes itself back when it %s, and users see nothing of it',
    async ([, fault], { expect }) => {
      const service = await serviceOfOwn()
      const repository = repositoryOf(service)
      const released = await ports().git.resolve(repository, 'HEAD')
      const edit = (before: string | null) => (before ?? '').replace(mount, inProduction(fault))
      const branch = 'people/faster-lists'
      await pushByHand({ repository, branch, message: 'Answer lists faster', edits: { 'server/app.ts': edit } })
      const text = 'Answer the API endpoint of the berth list faster'
      const { changeId } = await submitCommit(people.requester, { service, branch, text })
      const way = passing()
      await way.into(changeId, 'rollingOut')
      const users = usersOf(`${edge}/${service}/berths`)
      const { rollouts, activity } = await way.into(changeId, 'rolledBack')
      const seen = await users.stop()

      expect(activity.some(({ detail }) => Number(Object(detail).weight) === 500)).toBe(true)
      expect(rollouts).toMatchObject([{ state: 'rolledBack', weight: 0 }])
      expect(seen.sent).toBeGreaterThan(50)
      expect(seen.failed).toEqual([])
      expect(await ports().git.resolve(repository, 'HEAD')).toBe(released)
      expect((await ports().traffic.current(service))?.canaryWeight).toBe(0)
      expect((await fetch(`${edge}/${service}/berths`)).status).toBe(200)
      const taken = (await overviewOf(changeId)).activity.find(({ event }) => event === 'rollout.rollBack')
      expect(taken).toMatchObject({ stage: 'rollback', actorRef: expect.stringContaining('orchestrator') })
    },
  )
})
