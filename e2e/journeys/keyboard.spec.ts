import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../support/people.ts'

test('single keys can be turned off, and the search stays', async ({ lead }) => {
  await lead.goto('/')
  await lead.keyboard.press('?')
  await expectAccessible(lead)
  await lead.getByRole('switch', { name: 'Single keys' }).press('Space')
  await lead.keyboard.press('Escape')
  await expect(lead.getByRole('dialog')).toBeHidden()
  await lead.keyboard.press('c')
  await lead.keyboard.press('Control+k')
  await expect(lead.getByRole('combobox')).toBeFocused()
  await expectAccessible(lead)
  await expect(lead).toHaveURL(/\/$/)
})

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}
