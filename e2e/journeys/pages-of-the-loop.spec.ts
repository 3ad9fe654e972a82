import { expect, test } from '../support/people.ts'

const narrow = { width: 390, height: 844 }

test('a rule is found by its words, and what was asked for stays in the address', async ({ auditor }) => {
  await auditor.goto('/policies')
  await auditor.getByLabel('Find a rule').fill('planted secret')
  await auditor.keyboard.press('Enter')
  await expect(auditor).toHaveURL(/\/policies\?q=planted(\+|%20)secret$/)
  await expect(auditor.getByRole('status').filter({ hasText: 'rules match' })).toBeVisible()
  await auditor.getByRole('main').locator('summary').first().press('Enter')
  await expect(auditor.getByRole('main').getByText('What to do')).toBeVisible()

  await auditor.goto('/policies?q=no+rule+says+this')
  await expect(auditor.getByText(/^0 of \d+ match$/)).toBeVisible()
  await auditor.getByRole('link', { name: 'Clear filters' }).click()
  await expect(auditor).toHaveURL(/\/policies$/)
})

test('every place is reached from the bar of a narrow screen, with keys alone', async ({ auditor }) => {
  await auditor.setViewportSize(narrow)
  await auditor.goto('/')
  const more = auditor.getByRole('button', { name: 'More' })
  await more.focus()
  await auditor.keyboard.press('Enter')
  await auditor.getByRole('menuitem', { name: 'People' }).focus()
  await auditor.keyboard.press('Enter')
  await expect(auditor.getByRole('heading', { level: 1, name: 'People' })).toBeVisible()
})

test('people are listed by role; sessions of others are for administrators', async ({ auditor, admin }) => {
  await auditor.goto('/people?role=legal')
  await expect(auditor.getByText('Practice Legal')).toBeVisible()
  await expect(auditor.getByRole('main').getByText('Practice Lead')).toBeHidden()
  await expect(auditor.getByText('this one', { exact: true })).toHaveCount(1)
  await expect(auditor.getByText(/^Signed in/).and(auditor.locator('summary'))).toHaveCount(0)
  await admin.goto('/people')
  await expect(admin.locator('summary').filter({ hasText: 'Signed in' }).first()).toBeVisible()
})
