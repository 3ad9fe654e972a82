import { setTimeout as pause } from 'node:timers/promises'
import { usersOf } from '../loop/users.ts'
import { moveClock, runAgainst } from '../support/against.ts'
import { sign, untilState } from '../support/change.ts'
import { expect, test } from '../support/people.ts'

/** A step's minimum at its longest. */
const longestStepMs = 600_000

const mount = '  mountResources(app, service)\n'
/** Right in every test, and wrong where production differs. */
const failing = `  app.use('/berths', async (_c, next) => {
    if (environment.stage === 'production') throw new Problem(500, 'unexpected', 'Something went wrong.')
    await next()
  })
`

test('on-call watches a canary fail and come back by itself, and no user sees an error', async ({
  lead,
  onCall,
  data,
  edge,
}) => {
  const words = 'Answer the API endpoint of the berth list faster'
  const changeId = await runAgainst(data, 'hand-in.ts', words, 'server/app.ts', failing, '--before', mount)
  await lead.goto(`/intents/${changeId}`)
  await untilState(lead, 'Waiting for approval')
  await sign(lead, changeId, 'Approve the release')

  await onCall.goto('/deployments')
  await onCall.getByRole('listitem').filter({ hasText: words }).first().getByRole('link').first().click()
  await expect(onCall).toHaveURL(/\/deployments\/[^/]+$/)
  const main = onCall.getByRole('main')
  await expect(main.getByText('In the sandbox', { exact: true })).toBeVisible()
  await expect(main.getByRole('button', { name: 'Take it back' })).toBeEnabled()

  const users = usersOf(`${edge}/harbour/berths`)
  const back = main.getByText('Taken back', { exact: true }).first()
  for (const deadline = Date.now() + 240_000; !(await back.isVisible()); await pause(500)) {
    expect(Date.now(), 'the canary was not taken back').toBeLessThan(deadline)
    if (await main.getByText('In the sandbox', { exact: true }).isHidden()) continue
    if (await main.getByText('Within limits', { exact: true }).isVisible()) await moveClock(data, longestStepMs)
  }
  const seen = await users.stop()
  expect(seen.sent).toBeGreaterThan(0)
  expect(seen.failed).toEqual([])

  await expect(main.getByRole('heading', { name: 'Measured against its limits' })).toBeVisible()
  await expect(main.getByText('What the judge saw of the step that ended last.')).toBeVisible()
  await expect(main.getByRole('button', { name: 'Take it back' })).toBeHidden()
  await onCall.getByRole('link', { name: 'Open the change' }).click()
  await expect(main.getByText('The version before serves everyone. No request was dropped on the way.')).toBeVisible()
})
