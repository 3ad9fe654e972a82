import type { Page } from '@playwright/test'
import { sign, state, untilState } from '../support/change.ts'
import { expect, test } from '../support/people.ts'

const cursorsOn = (page: Page) =>
  page
    .locator('[data-cursor]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-cursor') ?? '').reverse())

test('a reload, a dropped line and a second tab lose no step and show none twice', async ({ requester, lead }) => {
  const changeId = await state(requester, 'Add a resource for pilot orders with vessel name and boarding time')
  const title = await requester.getByRole('heading', { level: 1 }).innerText()
  const address = `/intents/${changeId}`
  const second = await requester.context().newPage()
  await second.goto(address)
  await untilState(requester, 'Design in review')

  await requester.context().setOffline(true)
  await expect(requester.getByText('Reconnecting')).toBeVisible()
  await sign(lead, title, 'Review the design')
  await lead.goto(address)
  await untilState(lead, 'Waiting for approval')
  await expect(requester.getByText('Design in review', { exact: true }).first()).toBeVisible()
  await requester.context().setOffline(false)

  await untilState(requester, 'Waiting for approval')
  await untilState(second, 'Waiting for approval')
  const followed = await cursorsOn(requester)
  expect(new Set(followed).size).toBe(followed.length)
  await expect.poll(() => cursorsOn(second)).toEqual(followed)
  await requester.reload()
  await expect(requester.locator('[data-cursor]').first()).toBeVisible()
  expect(await cursorsOn(requester)).toEqual(followed)

  await requester.getByRole('button', { name: 'Withdraw' }).click()
  await untilState(second, 'Withdrawn')
})
