import { open, state, untilState } from '../support/change.ts'
import { expect, test } from '../support/people.ts'

test('who asked for a change cannot approve it: the button and the server say so in the same words', async ({
  lead,
}) => {
  const sentence = 'You asked for this change, so you cannot approve it.'
  const changeId = await state(lead, 'Add an endpoint that reads a berth by id')
  await untilState(lead, 'Waiting for approval')

  await open(lead, changeId, 'Approve the release')
  await expect(lead.getByRole('button', { name: 'Approve…' })).toBeDisabled()
  await expect(lead.getByText(sentence)).toBeVisible()

  const requestId = lead.url().split('/').at(-1) ?? ''
  const seenDigest = await lead
    .locator('code')
    .filter({ hasText: /^[0-9a-f]{64}$/ })
    .first()
    .innerText()
  const answer = await lead.request.post('/api/trpc/approvals.sign', {
    data: { json: { changeId, requestId, role: 'lead', seenDigest, reason: 'mine' } },
  })
  expect(answer.status()).toBe(422)
  expect(await answer.text()).toContain(sentence)

  await lead.goto(`/intents/${changeId}`)
  await lead.getByRole('button', { name: 'Withdraw' }).click()
  await untilState(lead, 'Withdrawn')
})
