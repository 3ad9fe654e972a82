import { type Browser, expect, test } from '@playwright/test'
import { type Session, sessionOf } from '#tools/browser/session.ts'
import { halted, looks, running, type Shot, type Viewer, viewers } from './shots.ts'
import { steady } from './steady.ts'
import type { Story } from './story.ts'

const portal = process.env.PICTURES_PORTAL ?? ''
const story = JSON.parse(process.env.PICTURES_STORY ?? '{}') as Story
const sessions = new Map<Viewer, Session>()

test.beforeAll(async ({ browser }) => {
  for (const viewer of viewers) sessions.set(viewer, await sessionOf(browser, portal, viewer))
})

const pictures = (shots: readonly Shot[]) => shots.flatMap((shot) => shot.looks.map((look) => ({ shot, look })))

async function take(browser: Browser, { shot, look }: ReturnType<typeof pictures>[number]): Promise<void> {
  const { width, height, colorScheme, suffix } = looks[look]
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    storageState: sessions.get(shot.viewer),
  })
  const page = await context.newPage()
  const answer = await page.goto(shot.path)
  expect(answer?.ok(), `there is a page at ${shot.path}`).toBe(true)
  await page.getByRole('heading', { level: 1 }).waitFor()
  if (shot.viewer) await page.getByText('Live', { exact: true }).first().waitFor()
  if (shot.until) await page.locator(shot.until).first().waitFor()
  await expect(page.getByText(/^(Drawing|Laying out) the /)).toHaveCount(0)
  await steady(page)
  await expect(page).toHaveScreenshot(`${shot.name}${suffix}.png`)
  await context.close()
}

for (const picture of pictures(running(story)))
  test(`${picture.shot.name}, ${picture.look}`, ({ browser }) => take(browser, picture))

test.describe('with all automation halted', () => {
  test.beforeAll(async ({ playwright }) => {
    const request = await playwright.request.newContext({ baseURL: portal, storageState: sessions.get('On-call') })
    const form = { scope: 'global', reason: 'A drill: who halts, who resumes, and how long it takes' }
    const answer = await request.post('/halt/engage', { form })
    expect(answer.ok()).toBe(true)
    await request.dispose()
  })
  for (const picture of pictures(halted))
    test(`${picture.shot.name}, ${picture.look}`, ({ browser }) => take(browser, picture))
})
