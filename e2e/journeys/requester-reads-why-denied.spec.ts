import { sign, state, untilState } from '../support/change.ts'
import { expect, test } from '../support/people.ts'

test('a requester follows an intent until policy denies it, and reads the rule, the place and the remedy', async ({
  requester,
  lead,
}) => {
  const noun = `pilot${Math.random().toString(36).slice(2, 6).replaceAll(/\d/g, 'x')}`
  const changeId = await state(requester, `Add a resource for ${noun} contacts with name and email address`)
  const main = requester.getByRole('main')
  await untilState(requester, 'Design in review')
  await sign(lead, changeId, 'Review the design')

  // Nothing on the requester's page is pressed or loaded anew from here on.
  await untilState(requester, 'Denied by policy')
  await expect(main.getByText('Policy denied it')).toBeVisible()
  await expect(main.getByText('privacy.purpose_unknown').first()).toBeVisible()
  await expect(main.getByText(/No consent envelope knows the purpose/).first()).toBeVisible()
  await expect(main.getByText(/migrations\/\d+_\w+\.sql:\d+/).first()).toBeVisible()
  await expect(
    main.getByText(/Use a known purpose, or have a consent envelope for it approved first\./).first(),
  ).toBeVisible()

  await requester.goto('/policies?q=consent+envelope+knows+the+purpose')
  await requester.getByRole('main').locator('summary').first().press('Enter')
  await expect(requester.getByRole('main').getByText('What to do').first()).toBeVisible()
  await requester.goto('/intents')
  await expect(requester.getByRole('listitem').filter({ hasText: 'Denied by policy' }).first()).toBeVisible()
})
