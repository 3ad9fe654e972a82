import { AxeBuilder } from '@axe-core/playwright'
import { state, untilState } from '../support/change.ts'
import { expect, test } from '../support/people.ts'
import { places } from '../support/places.ts'

test('every page is readable by a machine, in light and dark, wide and narrow', async ({ fresh, auditor }) => {
  const storageState = await auditor.context().storageState()
  const wide = await fresh({ storageState, colorScheme: 'light' })
  const narrow = await fresh({ storageState, colorScheme: 'dark', viewport: { width: 390, height: 844 } })
  for (const page of [wide, narrow]) {
    for (const path of places) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([])
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(tooWide, `${path} scrolls sideways`).toBeLessThanOrEqual(0)
    }
  }
})

test('an auditor follows a change from its lineage to an entry, and the browser checks the proof', async ({
  requester,
  auditor,
}) => {
  const changeId = await state(requester, 'Add an endpoint that reads a berth by id')
  await untilState(requester, 'Waiting for approval')
  await auditor.goto(`/lineage/${changeId}?view=table`)
  await auditor.getByRole('table').getByRole('link').first().click()
  await expect(auditor).toHaveURL(/\/ledger\/[0-9a-f-]{36}/)
  await expect(auditor.getByText('Holds', { exact: true })).toHaveCount(7)

  await requester.getByRole('button', { name: 'Withdraw' }).click()
  await untilState(requester, 'Withdrawn')
})
