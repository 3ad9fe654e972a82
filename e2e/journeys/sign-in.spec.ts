import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '../support/people.ts'

test('the practice team is a list to choose from, marked as practice on every page', async ({ fresh, lead }) => {
  const page = await fresh()
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: /Sign in as Practice/ })).toHaveCount(9)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations).toEqual([])
  for (const path of [
    '/',
    '/intents',
    '/inbox',
    '/deployments',
    '/policies',
    '/workspaces',
    '/people',
    '/halt',
    '/status',
  ]) {
    await lead.goto(path)
    await expect(lead.getByText('Practice team: you act as an invented person')).toBeVisible()
  }
})

test('a one-time code works once, and then its owner has a password', async ({ fresh, said }) => {
  const code = /code: (\S+)/.exec(said)?.[1] ?? ''
  expect(code).toMatch(/^[0-9A-Z-]{20,}$/)
  const page = await fresh()
  await page.goto('/sign-in')
  await page.getByLabel('One-time code').fill('AAAAA-AAAAA-AAAAA-AAAAA')
  await page.getByRole('button', { name: 'Sign in with the code' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('That did not match')

  await page.getByLabel('One-time code').fill(code.toLowerCase())
  await page.getByRole('button', { name: 'Sign in with the code' }).click()
  await expect(page.getByRole('heading', { name: 'Choose a password' })).toBeVisible()
  await page.getByLabel('E-mail address').fill('first@instance.example')
  await page.getByLabel('Password').fill('a ship comes in at dawn')
  await page.getByRole('button', { name: 'Keep and go on' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Administrator')
  await expect(page.getByText('Practice team: you act')).toBeHidden()

  const again = await fresh()
  await again.goto('/sign-in')
  await again.getByLabel('One-time code').fill(code)
  await again.getByRole('button', { name: 'Sign in with the code' }).click()
  await expect(again.getByRole('main').getByRole('alert')).toContainText('That did not match')
  await again.getByLabel('E-mail address').fill('First@Instance.example')
  await again.getByLabel('Password').fill('a ship comes in at dawn')
  await again.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(again.getByRole('heading', { level: 1 })).toContainText('Administrator')
})

test('a wrong password forgets neither the page that was asked for nor anything else', async ({ fresh }) => {
  const page = await fresh()
  await page.goto('/deployments')
  await page.getByLabel('E-mail address').fill('nobody@instance.example')
  await page.getByLabel('Password').fill('not the password at all')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('That did not match')
  await page.getByRole('button', { name: 'Sign in as Practice Auditor' }).click()
  await expect(page).toHaveURL(/\/deployments$/)
})

test('signing out ends the session, and every page asks to sign in again', async ({ fresh, auditor }) => {
  const cookies = await auditor.context().cookies()
  await auditor.getByRole('button', { name: /Account of/ }).click()
  await auditor.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
  await expect(auditor.getByText('You are signed out.')).toBeVisible()

  const thief = await fresh()
  await thief.context().addCookies(cookies)
  await thief.goto('/inbox')
  await expect(thief).toHaveURL(/sign-in/)
  const answer = await thief.request.get('/api/trpc/approvals.inbox?input=%7B%22json%22%3A%7B%7D%7D')
  expect(answer.status()).toBe(401)
})
