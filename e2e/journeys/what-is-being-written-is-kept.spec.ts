import type { Page } from '@playwright/test'
import { untilState } from '../support/change.ts'
import { expect, test } from '../support/people.ts'

const words = 'Add an optional remarks text field to berths'

/** Types as a person does, and counts how often the words are read meanwhile. */
async function write(page: Page, text: string): Promise<string[]> {
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('intents.propose')) asked.push(request.url())
  })
  await page.goto('/intents/new')
  await page.getByLabel('Your intent').pressSequentially(text, { delay: 20 })
  return asked
}

test('the tier is estimated while writing, with what decided; few requests, and no word of it in an address', async ({
  requester,
}) => {
  const asked = await write(requester, words)
  const estimate = requester.getByRole('region', { name: 'Estimate' })
  await expect(estimate.getByText('High', { exact: true }).first()).toBeVisible()
  await expect(estimate.getByText('A new field')).toBeVisible()
  await expect(estimate.getByText('What decided')).toBeVisible()
  expect(asked.length).toBeLessThanOrEqual(2)
  expect(asked.join('\n')).not.toMatch(/berths|remarks/)

  await requester.getByLabel('Your intent').fill('Add SSO with Azure AD')
  await expect(estimate.getByText('No template builds this yet')).toBeVisible()
  await expect(estimate.getByText(/about signing in and permissions/)).toBeVisible()
})

test('personal data is marked before anything is sent', async ({ requester }) => {
  await requester.goto('/intents/new')
  await requester.getByLabel('Your intent').fill(`${words}. Ask kezia@islandmail.tt or call +1-868-622-1234`)
  await expect(requester.getByText('2 passages look personal or secret')).toBeVisible()
  await expect(requester.locator('mark')).toHaveText(['kezia@islandmail.tt', '+1-868-622-1234'])
})

test('a reload, an ended session and a lost line take nothing of what was written', async ({ requester }) => {
  await write(requester, words)
  const field = requester.getByLabel('Your intent')
  const submit = requester.getByRole('button', { name: 'Submit the intent' })
  await requester.reload()
  await expect(field).toHaveValue(words)

  await requester.context().setOffline(true)
  await submit.click()
  await expect(requester.getByText('The server could not be reached.')).toBeVisible()
  await expect(field).toHaveValue(words)
  await requester.context().setOffline(false)

  await requester.context().clearCookies()
  await submit.click()
  const told = requester.locator('form').getByText('You are signed out. Sign in again; what you wrote is still here.')
  await expect(told).toBeVisible()
  await requester.getByRole('link', { name: 'Sign in again' }).first().click()
  await requester.getByRole('button', { name: 'Sign in as Practice Requester' }).click()
  await expect(requester).toHaveURL(/\/intents\/new$/)
  await expect(field).toHaveValue(words)

  await submit.click()
  await requester.waitForURL('**/intents/chg_*')
  await requester.getByRole('button', { name: 'Withdraw' }).click()
  await untilState(requester, 'Withdrawn')
  await requester.goto('/intents/new')
  await expect(field).toHaveValue('')
})

test('a draft is its writer’s alone', async ({ requester }) => {
  await write(requester, words)
  await requester.context().clearCookies()
  await requester.goto('/sign-in')
  await requester.getByRole('button', { name: 'Sign in as Practice Lead' }).click()
  await requester.goto('/intents/new')
  await expect(requester.getByLabel('Your intent')).toHaveValue('')
})
