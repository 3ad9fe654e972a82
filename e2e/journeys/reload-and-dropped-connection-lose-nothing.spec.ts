import type { Page } from '@playwright/test'
import { sign, state, untilState } from '../support/change.ts'
import { lineTo } from '../support/line.ts'
import { expect, test } from '../support/people.ts'

const cursorsOn = (page: Page) =>
  page.locator('[data-cursor]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-cursor') ?? ''))

test('a reload, a dropped line and a second tab lose no step and show none twice', async ({
  requester,
  lead,
  portal,
}) => {
  const changeId = await state(requester, 'Add a resource for pilot orders with vessel name and boarding time')
  const line = await lineTo(portal)
  const address = `${line.address}/intents/${changeId}`
  const second = await requester.context().newPage()
  const streams = { first: 0, second: 0 }
  requester.on('request', (request) => void (streams.first += Number(request.url().includes('/api/live'))))
  second.on('request', (request) => void (streams.second += Number(request.url().includes('/api/live'))))
  await requester.goto(address)
  await second.goto(address)
  await untilState(requester, 'Design in review')
  await untilState(second, 'Design in review')

  // One stream a browser: the tab that came first holds it, and tells the other.
  await expect(second.getByText('Live', { exact: true })).toBeVisible()
  expect([streams.first > 0, streams.second]).toEqual([true, 0])

  line.cut()
  await expect(requester.getByText('Reconnecting')).toBeVisible()
  await expect(second.getByText('Reconnecting')).toBeVisible()
  await sign(lead, changeId, 'Review the design')
  await lead.goto(`/intents/${changeId}`)
  await untilState(lead, 'Waiting for approval')
  await expect(requester.getByText('Design in review', { exact: true }).first()).toBeVisible()

  line.mend()
  await untilState(requester, 'Waiting for approval')
  await untilState(second, 'Waiting for approval')
  await expect(requester.getByText('Live', { exact: true })).toBeVisible()
  const truth = await cursorsOn(lead)
  expect(new Set(truth).size).toBe(truth.length)
  await expect.poll(() => cursorsOn(requester)).toEqual(truth)
  await expect.poll(() => cursorsOn(second)).toEqual(truth)
  await requester.reload()
  await expect.poll(() => cursorsOn(requester)).toEqual(truth)

  // The tab that holds the stream closes; the other takes over, and hears what follows.
  await requester.close()
  await expect.poll(() => streams.second).toBeGreaterThan(0)
  const withdrawn = await second.request.post(`${line.address}/api/trpc/intents.withdraw`, {
    data: { json: { changeId } },
  })
  expect(withdrawn.ok()).toBe(true)
  await untilState(second, 'Withdrawn')
  await line.close()
})
