import { expect, test } from '../support/people.ts'
import { designsToReview, withdraw } from '../support/questions.ts'

const peeked = (url: string) => new URL(url).searchParams.get('peek')

test('an intent is peeked at beside its list, by keyboard, and the address keeps it', async ({ requester }) => {
  const changeIds = await designsToReview(requester, 2)
  await requester.goto('/intents')
  await expect(requester.getByRole('heading', { level: 1 })).toBeVisible()
  const panel = requester.getByRole('complementary', { name: 'Peek' })
  // Keys pressed before the page is alive go nowhere.
  await expect(async () => {
    await requester.keyboard.press('j')
    await requester.keyboard.press('p')
    await expect(panel).toBeFocused({ timeout: 3_000 })
  }).toPass()
  expect(peeked(requester.url())).toBe(changeIds[1])
  await expect(panel.getByText('It waits for: Lead engineer')).toBeVisible()

  await requester.keyboard.press('J')
  await expect.poll(() => peeked(requester.url())).toBe(changeIds[0])
  await requester.reload()
  await expect(panel.getByText('It waits for: Lead engineer')).toBeVisible()
  await requester.keyboard.press('K')
  await expect.poll(() => peeked(requester.url())).toBe(changeIds[1])
  await requester.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  expect(peeked(requester.url())).toBeNull()
  await withdraw(requester, changeIds)
})
