import type { Browser, BrowserContext } from '@playwright/test'

export type Session = Awaited<ReturnType<BrowserContext['storageState']>>

/** Signs a practice person in by the form of the sign-in page. @returns what their browser then holds */
export async function sessionOf(browser: Browser, portal: string, person: string): Promise<Session> {
  const context = await browser.newContext({ baseURL: portal })
  try {
    const page = await context.newPage()
    await page.goto('/sign-in')
    await page.getByRole('button', { name: `Sign in as Practice ${person}` }).click()
    await page.getByRole('heading', { level: 1 }).filter({ hasText: person }).waitFor()
    return await context.storageState()
  } finally {
    await context.close()
  }
}
