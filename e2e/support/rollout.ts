import { expect, type Page } from '@playwright/test'
import { moveClock } from './against.ts'

/** A step's minimum at its longest (High, Critical and after a reseal). */
const longestStepMs = 600_000
const lookEveryMs = 1_000
const patienceMs = 300_000

/**
 * Watches a rollout on the change's own page: moves the clock past a step's minimum once the page says that the evidence
 * is there, and lets `atGate` decide where people must. Ends when the page says that everyone has the version.
 */
export async function followToProduction(page: Page, data: string, atGate?: () => Promise<void>): Promise<void> {
  const main = page.getByRole('main')
  const deadline = Date.now() + patienceMs
  while (!(await main.getByText('In production', { exact: true }).first().isVisible())) {
    expect(Date.now(), 'the rollout takes too long').toBeLessThan(deadline)
    await expect(main.getByText('It was taken back'), 'the version was taken back').toBeHidden()
    const gate = main.getByText('Waiting at a gate', { exact: true })
    if (atGate && (await gate.isVisible())) {
      await atGate()
      await expect(gate).toBeHidden()
    } else if (await main.getByText('Within limits', { exact: true }).isVisible()) await moveClock(data, longestStepMs)
    await page.waitForTimeout(lookEveryMs)
  }
}
