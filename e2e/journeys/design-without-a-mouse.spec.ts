import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { state, untilState } from '../support/change.ts'
import { expect, test } from '../support/people.ts'

test('a five-node design is built without a mouse, saved, and read by a second person', async ({
  requester,
  lead,
  manager,
}) => {
  const noun = `pilot${Math.random().toString(36).slice(2, 6).replaceAll(/\d/g, 'x')}`
  const changeId = await state(
    requester,
    `Add a resource for ${noun} duties with vessel name and berth; list them newest first`,
  )
  await untilState(requester, 'Design in review')

  await lead.goto(`/designs/${changeId}`)
  await openOutline(lead)
  const rows = lead.getByRole('treegrid', { name: 'Outline' }).getByRole('row')
  const components = lead.locator('[role="row"][aria-level="1"]')
  await expect(components).toHaveCount(3)

  await add(lead, 'Desk', 'Page')
  await add(lead, 'Limits', 'Settings')
  await expect(components).toHaveCount(5)
  await expect(lead.getByText('Desk is connected to nothing.')).toBeVisible()
  await expect(rows.filter({ hasText: 'Limits' })).toBeFocused()

  await lead.keyboard.press('ArrowUp')
  await expect(rows.filter({ hasText: 'Desk' })).toBeFocused()
  await connect(lead, 'Limits', 'reads')
  await connect(lead, 'Pilot')
  await expect(lead.getByText('Nothing is wrong with it.')).toBeVisible()
  await expectAccessible(lead)

  // A removal, and its way back with every connection.
  await lead.keyboard.press('Delete')
  await expect(components).toHaveCount(4)
  await lead.keyboard.press('Control+z')
  await expect(components).toHaveCount(5)
  await expect(lead.getByText('Nothing is wrong with it.')).toBeVisible()

  // A reload loses nothing.
  await lead.reload()
  await openOutline(lead)
  await expect(components).toHaveCount(5)

  // Someone else edits the same design meanwhile.
  await manager.goto(`/designs/${changeId}`)
  await openOutline(manager)
  await add(manager, 'Archive', 'Page')

  const request = lead.getByRole('link', { name: 'Open the request' })
  const askedBefore = (await request.getAttribute('href')) ?? ''
  await press(lead, 'Save as a new revision…')
  await expect(lead.getByRole('dialog').getByText('Added: Desk (Page)')).toBeVisible()
  await expectAccessible(lead)
  await press(lead, 'Save')
  await expect(lead.getByText('Saved as revision 2').first()).toBeVisible()

  // They are told, lose nothing, and save on top of what they see now.
  await expect(manager.getByText('The design moved while you edited it').first()).toBeVisible()
  await press(manager, 'Carry my edits over to it')
  const theirs = manager.locator('[role="row"][aria-level="1"]')
  await expect(theirs).toHaveCount(6)
  await expect(theirs.filter({ hasText: 'Archive' })).toBeVisible()
  const changed = manager.getByRole('list', { name: 'Changed against revision 1' })
  await expect(changed.getByText('Added: Limits (Settings)')).toBeVisible()
  await expect(manager.getByText('Revision 2, edited by Practice Lead')).toBeVisible()

  // Who edited it is an author now: the guard says so where it would be signed.
  await expect(request).not.toHaveAttribute('href', askedBefore)
  await request.focus()
  await lead.keyboard.press('Enter')
  await expect(lead.getByText('Some of this change is yours, so your approval would not count.')).toBeVisible()
})

async function openOutline(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Diagram' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('treegrid', { name: 'Outline' })).toBeVisible()
}

/** `N`, the name, the kind, Enter. */
async function add(page: Page, name: string, kind: string): Promise<void> {
  await page.keyboard.press('n')
  await expect(page.getByRole('dialog').getByLabel('Name')).toBeFocused()
  await page.keyboard.type(name)
  await page.keyboard.press('Tab')
  await page.keyboard.type(kind)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
}

/** `C`, the one to reach, how, Enter. */
async function connect(page: Page, to: string, by?: string): Promise<void> {
  await page.keyboard.press('c')
  await expect(page.getByRole('dialog').getByLabel('To')).toBeFocused()
  await page.keyboard.type(to)
  await page.keyboard.press('Tab')
  if (by) {
    await page.keyboard.press('Control+a')
    await page.keyboard.type(by)
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).focus()
  await page.keyboard.press('Enter')
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}
