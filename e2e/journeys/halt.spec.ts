import { state, untilState } from '../support/change.ts'
import { expect, test } from '../support/people.ts'

test('a halt works without a script, holds everywhere, and resumes only with two clearances from two people', async ({
  fresh,
  onCall,
  requester,
  council,
  security,
}) => {
  const plain = await fresh({ javaScriptEnabled: false, storageState: await onCall.context().storageState() })
  await plain.goto('/halt')
  await expect(plain.getByText('Running', { exact: true })).toBeVisible()
  await plain.getByLabel('Why').fill('Security incident drill')
  await plain.getByRole('button', { name: 'Halt now' }).click()
  await expect(plain.getByText('Automation is halted.')).toBeVisible()
  await expect(plain.getByText('Security incident drill')).toBeVisible()

  // Seen on a page that was open all the while, and by who comes to it.
  await expect(requester.getByText('All automation is halted.')).toBeVisible()
  const changeId = await state(
    requester,
    'Write a page docs/tides.md titled Tides that says when the harbour is closed',
  )
  await expect(requester).toHaveURL(new RegExp(changeId))
  await requester.waitForTimeout(4_000)
  await expect(requester.getByText('Designing', { exact: true }).first()).toBeVisible()

  await onCall.goto('/halt')
  await expect(onCall.getByText('This clearance needs a role that you do not hold.').first()).toBeVisible()
  await expect(onCall.getByText('Both clearances must be given first, by two people.')).toBeVisible()
  for (const [page, field] of [
    [council, 'Number or title of the directive'],
    [security, 'Number or title of the clearance'],
  ] as const) {
    await page.goto('/halt')
    await page.getByLabel(field).fill('Drill 2026-4')
    await page.getByRole('button', { name: 'Give this clearance' }).and(page.locator(':enabled')).click()
    await expect(page.getByText('Your clearance is recorded.')).toBeVisible()
  }
  await security.getByRole('button', { name: 'Resume automation' }).click()
  await expect(security.getByText('Automation runs again.')).toBeVisible()
  await expect(requester.getByText('All automation is halted.')).toBeHidden()
  await untilState(requester, 'In production', 150_000)
})

test('one service is halted by name, known or not, and others go on', async ({ lead, admin }) => {
  await lead.goto('/halt')
  await lead.getByLabel('One service').check()
  await lead.getByLabel('Service', { exact: true }).fill('auth-service')
  await lead.getByRole('button', { name: 'Halt now' }).click()
  await expect(
    lead.getByText('No service is called auth-service. It is halted by that name all the same.'),
  ).toBeVisible()
  await expect(admin.getByText('Automation is halted for auth-service.')).toBeVisible()
})
