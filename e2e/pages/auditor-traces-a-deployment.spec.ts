import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { flipByte } from '#bin/commands/demo/proof.ts'
import { state, untilState } from '../support/change.ts'
import { expect, test } from '../support/people.ts'
import { followToProduction } from '../support/rollout.ts'

const name = 'evidence.tar.gz'

/** Lets go of a file over the page's field, as a hand with a mouse does. */
async function drop(page: Page, bytes: Uint8Array): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([name, content]) => {
      const held = new DataTransfer()
      held.items.add(new File([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))], name))
      return held
    },
    [name, Buffer.from(bytes).toString('base64')] as const,
  )
  for (const event of ['dragenter', 'dragover', 'drop']) {
    await page.getByLabel('Choose the file, or drop it here').dispatchEvent(event, { dataTransfer })
  }
}

async function expectReadable(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${page.url()} ${colorScheme} ${id}: ${nodes[0]?.html}`)).toEqual([])
  }
}

test('an auditor traces a production deployment to its intent, and takes the proof away', async ({
  requester,
  auditor,
  data,
}) => {
  const changeId = await state(requester, 'Write a page docs/quay.md titled Quay: It opens at seven.')
  const title = await requester.getByRole('heading', { level: 1 }).innerText()
  await untilState(requester, 'Rolling out')
  await followToProduction(requester, data)

  await auditor.goto('/deployments')
  await auditor.getByRole('listitem').filter({ hasText: title }).first().getByRole('link').first().click()
  await expect(auditor.getByRole('heading', { level: 1 })).toContainText('harbour')
  await auditor.getByRole('link', { name: 'Lineage', exact: true }).click()
  await expect(auditor).toHaveURL(new RegExp(`/lineage/${changeId}`))
  await expect(auditor.getByRole('link', { name: /A version met traffic/ }).first()).toBeVisible()
  await expectReadable(auditor)
  await auditor
    .getByRole('navigation', { name: /^Steps from/ })
    .getByRole('link', { name: 'All' })
    .click()
  await expect(auditor).toHaveURL(/depth=all/)
  await expect(auditor.getByRole('link', { name: /What was asked/ }).first()).toBeVisible()
  await expectReadable(auditor)

  await auditor.getByRole('link', { name: 'Table', exact: true }).click()
  await expectReadable(auditor)
  await auditor.getByRole('table').getByRole('link', { name: 'What was asked' }).first().click()
  await expect(auditor.getByRole('heading', { level: 1, name: 'What was asked' })).toBeVisible()
  await expect(auditor.getByText('Holds', { exact: true })).toHaveCount(6)
  await expectReadable(auditor)

  await auditor.getByRole('link', { name: 'Lineage of this change' }).click()
  const downloading = auditor.waitForEvent('download')
  await auditor.getByRole('link', { name: 'Export evidence' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe(`evidence-${changeId}.tar.gz`)
  const bytes = await readFile(await download.path())

  await auditor.goto('/ledger/verify')
  await auditor
    .getByLabel('Choose the file, or drop it here')
    .setInputFiles({ name, mimeType: 'application/gzip', buffer: bytes })
  await expect(auditor.getByText(`${name} verifies`)).toBeVisible()
  await expect(auditor.getByText(changeId, { exact: false }).first()).toBeVisible()

  await auditor.reload()
  await drop(auditor, bytes)
  await expect(auditor.getByText(`${name} verifies`)).toBeVisible()
  await drop(auditor, flipByte(bytes))
  await expect(auditor.getByText(`${name} does not verify`)).toBeVisible()
  await expect(auditor.getByText(/^entry [0-9a-f-]{36} \(intent, number \d+ of the log\)/)).toBeVisible()
})

test('what is taken away is for those signed in, and only what there is', async ({ auditor, fresh }) => {
  const missing = await auditor.request.get('/api/bundles/chg_none')
  expect([missing.status(), await missing.text()]).toEqual([404, 'There is no change that you can see.\n'])
  const list = await auditor.request.get('/api/csv/ledger?kind=keyset')
  expect(list.headers()).toMatchObject({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="ledger.csv"',
    'cache-control': 'no-store',
  })
  expect((await list.text()).trimEnd().split('\r\n').length).toBeGreaterThan(1)

  await auditor.goto('/ledger?kind=keyset')
  const downloading = auditor.waitForEvent('download')
  await auditor.getByRole('link', { name: 'Download CSV' }).click()
  expect(await readFile(await (await downloading).path(), 'utf8')).toBe(await list.text())

  const stranger = await fresh()
  for (const path of ['/api/bundles/chg_none', '/api/csv/ledger']) {
    expect((await stranger.request.get(path)).status()).toBe(401)
  }
})
