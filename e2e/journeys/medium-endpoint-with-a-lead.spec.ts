import { signHere, state, untilState } from '../support/change.ts'
import { expect, test } from '../support/people.ts'
import { followToProduction } from '../support/rollout.ts'

test('a Medium endpoint reaches production with one lead, and answers', async ({ requester, lead, data, edge }) => {
  await state(requester, 'Add an endpoint that counts berths')
  const title = await requester.getByRole('heading', { level: 1 }).innerText()
  await expect(requester.getByRole('main').getByText('Medium', { exact: true }).first()).toBeVisible()
  await untilState(requester, 'Waiting for approval')
  await expect(requester.getByText('Policy allows this commit')).toBeVisible()

  await lead.goto('/inbox')
  await lead.getByRole('link').filter({ hasText: title }).filter({ hasText: 'Approve the release' }).click()
  await signHere(lead, 'It only reads, and it is tested.')
  await untilState(requester, 'Rolling out')
  await followToProduction(requester, data)

  const answer = await fetch(`${edge}/harbour/berths/count`)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toHaveProperty('count')
})
