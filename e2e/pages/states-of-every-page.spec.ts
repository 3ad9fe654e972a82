import { lineTo } from '../support/line.ts'
import { expect, test } from '../support/people.ts'
import { askedForNothing, nowhere, places } from '../support/places.ts'

test('a page on its way shows its shape after a moment, and never when it is quick', async ({ lead }) => {
  await lead.goto('/')
  let heldMs = 1_500
  await lead.route('**/*_rsc=*', async (route) => {
    await lead.waitForTimeout(heldMs)
    await route.continue()
  })
  const shape = lead.getByText('The page is on its way.')
  await lead.getByRole('navigation').getByRole('link', { name: 'Policies' }).click()
  await expect(shape).toBeAttached()
  await expect(lead.getByRole('heading', { level: 1, name: 'Policies' })).toBeVisible()
  await expect(shape).not.toBeAttached()
  heldMs = 0
  await lead.evaluate(() => {
    new MutationObserver(() => {
      if (document.body.innerText.includes('The page is on its way.')) document.body.dataset['flickered'] = 'yes'
    }).observe(document.body, { childList: true, subtree: true })
  })
  await lead.goBack()
  await expect(lead.getByRole('heading', { level: 1 })).toContainText('Practice Lead')
  await expect(lead.locator('body')).not.toHaveAttribute('data-flickered')
  await lead.unrouteAll({ behavior: 'ignoreErrors' })
})

test('what is asked for and not there is told apart from nothing at all, and can be cleared', async ({ auditor }) => {
  for (const path of askedForNothing) {
    await auditor.goto(path)
    const filtered = auditor.getByRole('link', { name: 'Clear filters' })
    const first = auditor.getByText('Nothing was deployed yet').or(auditor.getByText('Nothing was judged yet'))
    await expect(filtered.or(first), path).toBeVisible()
  }
})

test('an id that is nobody’s is not found, whatever it looks like, and nothing leaks', async ({ requester }) => {
  for (const path of nowhere) {
    await requester.goto(path)
    await expect(requester.getByRole('heading', { level: 1, name: 'There is nothing here' }), path).toBeVisible()
    expect(await requester.content(), path).not.toMatch(/prisma|postgres|SELECT |node_modules|at [A-Za-z]+ \(/)
  }
})

test('while the line is down every page says how old it is, and reads anew when asked', async ({ auditor, portal }) => {
  const line = await lineTo(portal)
  for (const path of places.slice(0, 4)) {
    await auditor.goto(`${line.address}${path}`)
    await expect(auditor.getByText('Live', { exact: true })).toBeVisible()
    line.cut()
    await expect(auditor.getByText(/^Updated \d+ s ago\.$/), path).toBeVisible()
    line.mend()
    await expect(auditor.getByText(/^Updated \d+ s ago\.$/), path).toBeHidden()
  }
  await line.close()
})

test('a session that ended says so, and signing in again leads back', async ({ requester }) => {
  await requester.goto('/deployments')
  await requester.context().clearCookies()
  await requester.goto('/policies')
  await expect(requester).toHaveURL(/\/sign-in\?next=%2Fpolicies$/)
  await requester.getByRole('button', { name: 'Sign in as Practice Requester' }).click()
  await expect(requester).toHaveURL(/\/policies$/)
})
