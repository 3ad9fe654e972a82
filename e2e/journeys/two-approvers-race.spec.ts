import { open } from '../support/change.ts'
import { expect, signInAs, test } from '../support/people.ts'
import { designsToReview, withdraw } from '../support/questions.ts'

test('two approvers on one item: one wins, the other sees what changed and keeps what they wrote', async ({
  requester,
  lead,
  fresh,
}) => {
  const changeIds = await designsToReview(requester, 1)
  const [changeId = ''] = changeIds
  const second = await fresh()
  await signInAs(second, 'lead')
  for (const page of [lead, second]) {
    await open(page, changeId, 'Review the design')
    await page.getByRole('button', { name: 'Approve…' }).click()
    await page.getByLabel('Why').fill('Read it whole; it does what was asked.')
  }

  const recorded = (page: typeof lead) => page.getByText('Recorded. Your decision is in the ledger.')
  const won = async () => [await recorded(lead).isVisible(), await recorded(second).isVisible()]
  // Not a click that waits until the button can be pressed: whoever is late finds it disabled.
  const press = (page: typeof lead) => page.getByRole('button', { name: 'Sign', exact: true }).dispatchEvent('click')
  await Promise.all([press(lead), press(second)])
  await expect.poll(async () => (await won()).includes(true)).toBe(true)
  const other = (await won())[0] ? second : lead

  const sheet = other.getByRole('dialog')
  await expect(sheet.getByText('Since you opened this')).toBeVisible()
  await expect(sheet.getByText(/^Signed as Lead engineer/)).toBeVisible()
  await expect(sheet.getByLabel('Why')).toHaveValue('Read it whole; it does what was asked.')
  await expect(sheet.getByRole('button', { name: 'Sign', exact: true })).toBeDisabled()
  await expect(recorded(other)).toBeHidden()
  await withdraw(requester, changeIds)
})
