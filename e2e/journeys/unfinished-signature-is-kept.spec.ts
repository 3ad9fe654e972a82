import { open } from '../support/change.ts'
import { expect, test } from '../support/people.ts'
import { designsToReview } from '../support/questions.ts'

const words = 'The berth is missing; ask again with it.'

test('a lost line and an expired session cost no word of a signature under way', async ({ requester, lead }) => {
  const [changeId = ''] = await designsToReview(requester, 1)
  await open(lead, changeId, 'Review the design')
  await lead.getByRole('button', { name: 'Decline…' }).click()
  const why = lead.getByLabel('Why')
  await why.fill(words)
  const press = () => lead.getByRole('button', { name: 'Decline', exact: true }).click()

  await lead.context().setOffline(true)
  await press()
  await expect(lead.getByText('The server could not be reached')).toBeVisible()
  await expect(why).toHaveValue(words)
  await lead.context().setOffline(false)

  await lead.context().clearCookies()
  await press()
  await expect(lead.getByText('Your session is over')).toBeVisible()
  await expect(why).toHaveValue(words)
  await lead.getByRole('link', { name: 'Sign in again' }).click()
  await lead.getByRole('button', { name: 'Sign in as Practice Lead' }).click()
  await expect(lead.getByRole('dialog', { name: 'Decline this request' })).toBeVisible()
  await expect(why).toHaveValue(words)
  await press()
  await expect(lead.getByText('Recorded. Your decision is in the ledger.')).toBeVisible()
})

test('an id that is nobody’s says nothing but that', async ({ lead }) => {
  await lead.goto('/inbox/apr_00000000000000000000000000000000')
  await expect(lead.getByRole('heading', { level: 1, name: 'There is nothing here' })).toBeVisible()
  await lead.goto('/inbox?request=apr_00000000000000000000000000000000')
  await expect(lead.getByText('There is no approval request that you can see.')).toBeVisible()
  await lead.goto('/sign-in?next=//elsewhere.example/')
  await expect(lead).toHaveURL(/\/$/)
})
