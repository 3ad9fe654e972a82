import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../support/people.ts'
import { designsToReview, selectedOn, withdraw } from '../support/questions.ts'

const questions = 10
const signed = 2

test('a lead triages ten requests with the keyboard alone', async ({ requester, lead }) => {
  const changeIds = await designsToReview(requester, questions)
  await lead.goto('/')
  // A key pressed before the page is alive is heard by nobody, and a person presses it again.
  await expect(async () => {
    await lead.keyboard.press('g')
    await lead.keyboard.press('i')
    await expect(lead).toHaveURL(/\/inbox/, { timeout: 3_000 })
  }).toPass()
  const rows = lead.getByRole('region', { name: 'Needs me' }).getByRole('link')
  await expect(rows).toHaveCount(questions)
  const sheet = lead.getByRole('dialog')

  await test.step('j and k move what is read, and the address says which', async () => {
    await expect.poll(() => selectedOn(lead)).toMatch(/^apr_/)
    const first = selectedOn(lead)
    await lead.keyboard.press('j')
    await expect.poll(() => selectedOn(lead)).not.toBe(first)
    await expect(lead.getByRole('region', { name: /^Request: / })).toBeVisible()
    await lead.keyboard.press('k')
    await expect.poll(() => selectedOn(lead)).toBe(first)
    const { violations } = await new AxeBuilder({ page: lead }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  })

  await test.step('Enter opens a page of its own, the brackets walk the view, Escape leads back', async () => {
    const first = selectedOn(lead) ?? ''
    await lead.keyboard.press('Enter')
    await expect(lead).toHaveURL(new RegExp(`/inbox/${first}`))
    await expect(lead.getByRole('link', { name: 'Next', exact: true })).toBeVisible()
    await lead.keyboard.press(']')
    await expect(lead).not.toHaveURL(new RegExp(first))
    await expect(lead.getByRole('link', { name: 'Previous', exact: true })).toBeVisible()
    await lead.keyboard.press('[')
    await expect(lead).toHaveURL(new RegExp(`/inbox/${first}`))
    await expect(lead.getByRole('button', { name: 'Approve…' })).toBeEnabled()
    await lead.keyboard.press('Escape')
    await expect.poll(() => selectedOn(lead)).toBe(first)
  })

  await test.step('a key alone signs nothing, and what was written outlives the sheet', async () => {
    await expect(lead.getByRole('button', { name: 'Approve…' })).toBeEnabled()
    await lead.keyboard.press('a')
    await lead.getByLabel('Why').pressSequentially('Begun, ')
    await lead.keyboard.press('Escape')
    await expect(sheet).toBeHidden()
    await expect(rows).toHaveCount(questions)
    await lead.keyboard.press('a')
    await expect(lead.getByLabel('Why')).toHaveValue('Begun, ')
    await lead.keyboard.press('Escape')
    await expect(sheet).toBeHidden()
  })

  for (let done = 0; done < questions; done++) await decide(lead, done < signed ? 'a' : 'd', questions - done)

  await expect(lead.getByText('Nothing needs you')).toBeVisible()
  await lead
    .getByRole('status')
    .getByRole('link', { name: /^Ledger entry/ })
    .press('Enter')
  await expect(lead).toHaveURL(/\/ledger\/[0-9a-f-]{36}$/)
  await lead.goto('/inbox?view=done')
  const decided = lead.getByRole('region', { name: 'Done' }).getByRole('link')
  await expect.poll(() => decided.count()).toBeGreaterThanOrEqual(questions)
  const outcomes = (await decided.allTextContents())
    .slice(0, questions)
    .map((row) => /Approved|Declined/.exec(row)?.[0])
  expect(outcomes).toEqual(
    Array.from({ length: questions }, (_, row) => (row < questions - signed ? 'Declined' : 'Approved')),
  )

  await withdraw(requester, changeIds.slice(0, signed))
})

/** Opens the sheet, says why, and goes to its last button, as hands on a keyboard do. */
async function decide(lead: Page, key: 'a' | 'd', left: number): Promise<void> {
  const before = selectedOn(lead)
  await expect(lead.getByRole('button', { name: 'Approve…' })).toBeEnabled()
  await lead.keyboard.press(key)
  const why = lead.getByLabel('Why')
  await expect(why).toBeFocused()
  await lead.keyboard.press('ControlOrMeta+a')
  await lead.keyboard.type(key === 'a' ? 'It asks for what is needed, and no more.' : 'Not before the season ends.')
  await lead.keyboard.press('Tab')
  await lead.keyboard.press('Tab')
  await lead.keyboard.press('Enter')
  await expect(lead.getByRole('dialog')).toBeHidden()
  await expect(lead.getByRole('status').getByText('Recorded. Your decision is in the ledger.')).toBeVisible()
  if (left > 1) await expect.poll(() => selectedOn(lead)).not.toBe(before)
  await expect(lead.getByRole('region', { name: 'Needs me' }).getByRole('link')).toHaveCount(left - 1)
}
