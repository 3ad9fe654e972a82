import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { runAgainst } from '../support/against.ts'
import { state, untilState } from '../support/change.ts'
import { expect, test } from '../support/people.ts'
import { followToProduction } from '../support/rollout.ts'

const narrow = { width: 390, height: 844 }

/** Each view, and something that only it says. */
const views = [
  ['activity', 'Follow live'],
  ['plan', 'What the design promises'],
  ['diff', 'Changed code'],
  ['checks', 'What policy relied on'],
  ['models', 'Model and template calls'],
  ['lineage', 'Open the whole lineage'],
] as const

test('an intent is read whole: every view of what was delivered, by its address and by keys', async ({
  requester,
  fresh,
  data,
}) => {
  const name = `tides${Date.now() % 10_000}`
  const changeId = await state(requester, `Write a page docs/${name}.md titled Tides: The gate opens at seven.`)
  await untilState(requester, 'Rolling out')
  await followToProduction(requester, data)

  const storageState = await requester.context().storageState()
  const wide = await fresh({ storageState, colorScheme: 'light' })
  const small = await fresh({ storageState, colorScheme: 'dark', viewport: narrow })
  for (const page of [wide, small]) {
    for (const [view, says] of views) {
      await page.goto(`/intents/${changeId}?view=${view}`)
      await expect(page.getByRole('main').getByText(says)).toBeVisible()
      await expectReadable(page, view)
    }
  }

  await wide.goto(`/intents/${changeId}`)
  for (const [at, [view, says]] of [...views.entries()].toReversed()) {
    await wide.keyboard.press(String(at + 1))
    await expect(wide.getByRole('main').getByText(says)).toBeVisible()
    if (view !== 'activity') await expect(wide).toHaveURL(new RegExp(`view=${view}$`))
  }
  await wide.goBack()
  await expect(wide.getByRole('main').getByText('What the design promises')).toBeVisible()
  await expect(wide.getByText('in the commit', { exact: true })).toBeVisible()

  await wide.goto(`/intents?q=${changeId}`)
  await expect(wide.getByRole('main').getByRole('link', { name: /tides/ })).toBeVisible()
  await wide.goto('/intents?q=nobody+asked+for+this')
  await wide.getByRole('link', { name: 'Clear filters' }).click()
  await expect(wide).toHaveURL(/\/intents$/)
})

test('ten thousand lines of a diff are drawn a window at a time, to the last one', async ({ requester, data }) => {
  // A character that turns text round, in the title.
  const title = '# Watch \u202E\n\n'
  const asked = ['Say when the office answers', 'docs/watch.md', title, '--lines', '10000']
  const changeId = await runAgainst(data, 'hand-in.ts', ...asked)
  await requester.goto(`/intents/${changeId}?view=diff`)
  const lines = requester.locator('[data-line]')
  await requester.getByRole('button', { name: /docs\/watch\.md/ }).click()
  await expect(requester.getByText(/This is line 1$/)).toBeVisible()
  expect(await lines.count()).toBeLessThan(1_000)
  // An override that would make a line read otherwise than it is, is seen.
  await expect(requester.locator('[data-hidden="202E"]').first()).toBeVisible()

  await requester.keyboard.press('End')
  await expect(requester.getByText(/This is line 10000$/)).toBeVisible()
  expect(await lines.count()).toBeLessThan(1_000)
  await expectReadable(requester, 'a long diff')

  await requester.getByRole('button', { name: 'Withdraw' }).click()
  await untilState(requester, 'Withdrawn')
})

async function expectReadable(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${what} ${id}: ${nodes[0]?.html}`)).toEqual([])
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(tooWide, `${what} scrolls sideways`).toBeLessThanOrEqual(0)
}
