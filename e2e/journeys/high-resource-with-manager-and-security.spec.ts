import type { Page } from '@playwright/test'
import { sign, state, untilState } from '../support/change.ts'
import { expect, test } from '../support/people.ts'
import { followToProduction } from '../support/rollout.ts'

test('a High resource with its migration reaches production, and returns what was posted', async ({
  requester,
  lead,
  manager,
  security,
  data,
  edge,
}) => {
  const noun = `tug${Math.random().toString(36).slice(2, 6).replaceAll(/\d/g, 'x')}`
  const changeId = await state(
    requester,
    `Add a resource for ${noun} bookings with vessel name and berth; list them newest first`,
  )
  await expect(requester.getByRole('main').getByText('High', { exact: true }).first()).toBeVisible()
  await untilState(requester, 'Design in review')
  await sign(lead, changeId, 'Review the design')

  await untilState(requester, 'Waiting for approval')
  await sign(manager, changeId, 'Approve the release')
  await expect(requester.getByText('Security reviewer', { exact: false }).first()).toBeVisible()
  await sign(security, changeId, 'Approve the release')
  await untilState(requester, 'Rolling out')
  await followToProduction(requester, data, () => sign(manager, changeId, 'Open the gate of the rollout'))

  const path = await postPathOf(requester)
  const record = { vesselName: 'Ever Patient', berth: 'B-12' }
  const posted = await fetch(`${edge}/harbour${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(record),
  })
  expect(posted.status).toBe(201)
  const { items } = (await (await fetch(`${edge}/harbour${path}`)).json()) as { items: unknown[] }
  expect(items[0]).toMatchObject(record)
})

/** The page itself says which operation was added. */
async function postPathOf(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Plan', exact: true }).click()
  const operation = await page
    .getByText(/^POST \//)
    .first()
    .innerText()
  return operation.replace('POST ', '')
}
