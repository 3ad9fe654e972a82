import { expect, type Page } from '@playwright/test'

/** Writing, judging and building on a busy machine of two cores. */
export const pipelineMs = 180_000

/** States an intent and follows it to its own page. @returns its id */
export async function state(page: Page, words: string): Promise<string> {
  await page.goto('/intents/new')
  await page.getByLabel('Your intent').fill(words)
  await page.getByRole('button', { name: 'Submit the intent' }).click()
  await page.waitForURL('**/intents/chg_*')
  return page.url().split('/').at(-1) ?? ''
}

/** A change that ends there does not move on, whatever the journey hopes for. */
const ended = 'Denied by policy|Taken back'

/** The state tag of the change, as a reader sees it change by itself. @throws at once when the change has ended */
export async function untilState(page: Page, state: string, timeout = pipelineMs): Promise<void> {
  const tag = page
    .getByRole('main')
    .getByText(new RegExp(`^(${state}|${ended})$`))
    .first()
  await expect(tag).toBeVisible({ timeout })
  await expect(tag).toHaveText(state)
}

/** Opens the one request about this change from its own page and signs it. */
export async function sign(
  page: Page,
  changeId: string,
  ask: string,
  reason = 'Read it whole; it does what was asked.',
) {
  await open(page, changeId, ask)
  await signHere(page, reason)
}

/** Signs the request the page shows. */
export async function signHere(page: Page, reason: string): Promise<void> {
  await page.getByRole('button', { name: 'Approve…' }).click()
  await page.getByLabel('Why').fill(reason)
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  await expect(page.getByText('Recorded. Your decision is in the ledger.')).toBeVisible()
}

export async function open(page: Page, changeId: string, ask: string): Promise<void> {
  await page.goto(`/intents/${changeId}`)
  await page.getByRole('link', { name: /^Read (and decide|the request)$/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: ask })).toBeVisible()
}
