import { expect, type Page } from '@playwright/test'

/** Halts everything, with or without a script. */
export async function haltEverything(page: Page, reason: string): Promise<void> {
  await page.goto('/halt')
  await page.getByLabel('Why').fill(reason)
  await page.getByRole('button', { name: 'Halt now' }).click()
  await expect(page.getByText('Automation is halted.', { exact: true })).toBeVisible()
}

/** Council and security each give their clearance; then security resumes. */
export async function resume(council: Page, security: Page): Promise<void> {
  await give(council, 'Number or title of the directive')
  await give(security, 'Number or title of the clearance')
  await security.getByRole('button', { name: 'Resume automation' }).click()
  await expect(security.getByText('Automation runs again.')).toBeVisible()
}

async function give(page: Page, field: string): Promise<void> {
  await page.goto('/halt')
  await page.getByLabel(field).fill('Drill 2026-4')
  await page.getByRole('button', { name: 'Give this clearance', disabled: false }).click()
  await expect(page.getByText('Your clearance is recorded.')).toBeVisible()
}
