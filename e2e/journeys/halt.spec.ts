import { moveClock, runAgainst } from '../support/against.ts'
import { sign, state, untilState } from '../support/change.ts'
import { haltEverything, resume } from '../support/halt.ts'
import { expect, test } from '../support/people.ts'
import { places } from '../support/places.ts'

test('a halt works without a script, holds everywhere, and resumes only with two clearances from two people', async ({
  fresh,
  onCall,
  requester,
  council,
  security,
  auditor,
}) => {
  const plain = await fresh({ javaScriptEnabled: false, storageState: await onCall.context().storageState() })
  await plain.goto('/halt')
  await expect(plain.getByText('Running', { exact: true })).toBeVisible()
  await expect(plain.getByText(/^Production keeps serving/)).toBeVisible()
  await haltEverything(plain, 'Security incident drill')
  await expect(plain.getByText('Security incident drill')).toBeVisible()

  // A page that was open all the while says so too.
  await expect(requester.getByText('All automation is halted.')).toBeVisible()
  await state(requester, 'Add an endpoint that reads a berth by id')
  await requester.waitForTimeout(4_000)
  await expect(requester.getByText('Designing', { exact: true }).first()).toBeVisible()

  for (const path of places) {
    await auditor.goto(path)
    await expect(auditor.getByText('All automation is halted.'), path).toBeVisible()
  }

  await onCall.goto('/halt')
  await expect(onCall.getByText('Nothing of the automation runs')).toBeVisible()
  await expect(onCall.getByText('Who may give it: Practice Council.')).toBeVisible()
  await expect(onCall.getByText('This clearance needs a role that you do not hold.').first()).toBeVisible()
  await expect(onCall.getByText('Both clearances must be given first, by two people.')).toBeVisible()
  await resume(council, security)
  await expect(requester.getByText('All automation is halted.')).toBeHidden()
  await untilState(requester, 'Waiting for approval')
  await requester.getByRole('button', { name: 'Withdraw' }).click()
  await untilState(requester, 'Withdrawn')
})

test('a halt stops writing under way, while a person’s own commit still ships', async ({
  onCall,
  requester,
  lead,
  council,
  security,
  data,
}) => {
  await state(requester, 'Add an endpoint that reads a berth by id')
  await requester.waitForURL('**/intents/chg_*')
  const stopped = requester.url()
  await haltEverything(onCall, 'Writing must stop')

  const words = 'Write a page docs/watch.md that says when the office answers'
  const page = '# Watch\n\nThe harbour office answers at every hour.\n'
  const changeId = await runAgainst(data, 'hand-in.ts', words, 'docs/watch.md', page)
  await lead.goto(`/intents/${changeId}`)
  await expect(lead.getByText('Written by a person', { exact: true })).toBeVisible()
  await untilState(lead, 'Waiting for approval')
  await sign(lead, changeId, 'Approve the release')
  await lead.goto(`/intents/${changeId}`)
  const main = lead.getByRole('main')
  const onward = lead.getByRole('button', { name: 'Go one step on' })
  await expect(async () => {
    if (await main.getByText('Within limits', { exact: true }).isVisible()) await moveClock(data, 600_000)
    if (await onward.isEnabled({ timeout: 500 })) await onward.click()
    await expect(main.getByText('In production', { exact: true }).first()).toBeVisible({ timeout: 1_500 })
  }).toPass({ timeout: 300_000 })

  await requester.goto(stopped)
  await expect(requester.getByText('In production', { exact: true })).toBeHidden()
  await resume(council, security)
  await requester.getByRole('button', { name: 'Withdraw' }).click()
  await untilState(requester, 'Withdrawn')
})

test('one service is halted by name, known or not, and others go on', async ({ lead, admin }) => {
  await lead.goto('/halt')
  await lead.getByLabel('One service').check()
  await lead.getByLabel('Service', { exact: true }).fill('auth-service')
  await expect(
    lead.getByText('No service is called auth-service. It is halted by that name all the same.'),
  ).toBeVisible()
  await lead.getByRole('button', { name: 'Halt now' }).click()
  await expect(
    lead.getByText('No service is called auth-service. It is halted by that name all the same.'),
  ).toBeVisible()
  await expect(admin.getByText('Automation is halted for auth-service.')).toBeVisible()
})
