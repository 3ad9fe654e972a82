import type { Page } from '@playwright/test'
import { state, untilState } from './change.ts'

/** A word that no earlier run used. */
const madeUp = () => `tug${Math.random().toString(36).slice(2, 8).replaceAll(/\d/g, 'x')}`

/** States High intents, each of which asks a lead to review its design before any code is written. @returns their changes */
export async function designsToReview(requester: Page, count: number): Promise<string[]> {
  const changeIds: string[] = []
  for (let made = 0; made < count; made++)
    changeIds.push(await state(requester, `Add a resource for ${madeUp()} orders with vessel name and boarding time`))
  for (const changeId of changeIds) {
    await requester.goto(`/intents/${changeId}`)
    await untilState(requester, 'Design in review')
  }
  return changeIds
}

/** Takes back what is still under way, so that no journey after this one meets it. */
export async function withdraw(requester: Page, changeIds: readonly string[]): Promise<void> {
  for (const changeId of changeIds) {
    await requester.goto(`/intents/${changeId}`)
    await requester.getByRole('button', { name: 'Withdraw' }).click()
    await untilState(requester, 'Withdrawn')
  }
}

/** The request that is read beside the list, as the address says it. */
export const selectedOn = (page: Page) => new URL(page.url()).searchParams.get('request')
