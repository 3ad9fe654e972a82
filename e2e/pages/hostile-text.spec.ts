import type { Page } from '@playwright/test'
import { runAgainst } from '../support/against.ts'
import { state, untilState } from '../support/change.ts'
import { expect, test } from '../support/people.ts'

const markup = `<img src=x onerror="document.title='taken over'"><script>document.title='taken over'</script> & {{7*7}}`

/** What people write, or someone means harm with. */
const hostile = {
  markup,
  'ten thousand characters without a blank': `${'a'.repeat(9_990)} ends`,
  'right to left, with overrides': 'أضف حقل ملاحظات \u202Eredro esrever\u202C إلى الأرصفة',
  'pictures and marks': `🚢👩🏽‍✈️🇹🇹 ${'e\u0301\u0302\u0303'.repeat(30)}`,
  'characters nobody sees': 'A\u200Bdd\u2060 a\uFEFF wish\u00AD that no template fits',
}

const narrow = { width: 390, height: 844 }

/** Nothing ran, nothing sticks out, nothing swallowed the page. */
async function expectSound(page: Page, what: string): Promise<void> {
  expect(await page.title(), what).not.toContain('taken over')
  await expect(page.locator('main img'), what).toHaveCount(0)
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(tooWide, `${what} makes ${page.url()} scroll sideways`).toBeLessThanOrEqual(0)
  await expect(page.getByRole('link', { name: 'Halt' }).first()).toBeVisible()
}

test('hostile words are shown as words, wherever an intent is read', async ({ requester }) => {
  await requester.setViewportSize(narrow)
  for (const [what, words] of Object.entries(hostile)) {
    const changeId = await state(requester, words)
    await untilState(requester, 'No template fits')
    await expectSound(requester, what)
    // What turns reading round, or is not seen, was taken out before it was kept.
    expect(await requester.locator('main').innerText(), what).not.toMatch(/[\u200B\u2060\uFEFF\u00AD\u202A-\u202E]/)
    for (const path of ['/intents', '/', `/lineage/${changeId}?view=table`, `/lineage/${changeId}?view=timeline`]) {
      await requester.goto(path)
      await expect(requester.getByRole('heading', { level: 1 })).toBeVisible()
      await expectSound(requester, what)
    }
  }
  await requester.goto('/intents')
  await expect(requester.getByText(markup.slice(0, 60)).first()).toBeVisible()
})

test('one character more than an intent may have is counted, not cut', async ({ requester }) => {
  await requester.goto('/intents/new')
  const field = requester.getByLabel('Your intent')
  await field.fill(`${'a'.repeat(10_000)}b`)
  await expect(requester.getByText(/^10,001 characters; an intent has at most 10,000\./)).toBeVisible()
  await requester.getByRole('button', { name: 'Submit the intent' }).click()
  await expect(requester.getByText('An intent has at most 10,000 characters; this one has 10,001.')).toBeVisible()
  expect((await field.inputValue()).length).toBe(10_001)
  await requester.getByRole('button', { name: 'Discard the draft' }).click()
  await expect(field).toHaveValue('')
})

test('hostile words reach an approver and the ledger as words', async ({ lead, auditor, requester, data }) => {
  await lead.setViewportSize(narrow)
  const words = `${markup.slice(0, 70)} أضف \u202Eredro\u202C ${'b'.repeat(200)} for the API`
  const page = '# Watch\n\nThe harbour office answers by day.\n'
  const changeId = await runAgainst(data, 'hand-in.ts', words, 'docs/hostile.md', page)
  await lead.goto(`/intents/${changeId}`)
  await untilState(lead, 'Waiting for approval')
  for (const path of ['/inbox?view=others', '/', '/policies/decisions']) {
    await lead.goto(path)
    await expect(lead.getByText('<img src=x onerror=').first()).toBeVisible()
    await expectSound(lead, path)
  }
  await lead.goto('/inbox?view=others')
  await lead.getByRole('link').filter({ hasText: '<img src=x' }).first().click()
  await expect(lead.getByRole('heading', { level: 1 })).toBeVisible()
  await expectSound(lead, 'the request')
  await auditor.goto('/ledger')
  await auditor.getByRole('main').getByRole('list', { name: 'Entries' }).getByRole('link').first().click()
  await expectSound(auditor, 'the entry')

  await requester.goto(`/intents/${changeId}`)
  await requester.getByRole('button', { name: 'Withdraw' }).click()
  await untilState(requester, 'Withdrawn')
})
