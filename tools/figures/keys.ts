import type { Page } from '@playwright/test'

interface Kept {
  keyTimes: number[]
}

/** From here on the page keeps, for every key, how long it was until what followed had been painted. */
export async function timeKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const kept = globalThis as unknown as Kept
    kept.keyTimes = []
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => setTimeout(() => kept.keyTimes.push(performance.now() - timeStamp)))
      },
      { capture: true },
    )
  })
}

/** Presses keys one after the other, each once the one before was painted. @returns milliseconds of each */
export async function pressed(page: Page, keys: readonly string[]): Promise<number[]> {
  for (const key of keys) {
    const before = await page.evaluate(() => (globalThis as unknown as Kept).keyTimes.length)
    await page.keyboard.press(key)
    await page.waitForFunction((known) => (globalThis as unknown as Kept).keyTimes.length > known, before)
  }
  return await page.evaluate((count) => (globalThis as unknown as Kept).keyTimes.slice(-count), keys.length)
}
