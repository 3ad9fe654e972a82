import { type Browser, chromium } from '@playwright/test'
import { findBrowser } from '#tools/test/chromium.ts'

/** What a browser with nobody in front of it need not do. */
export const quietly = ['--disable-background-networking', '--disable-component-update', '--no-first-run']

/** Starts the browser of the journeys, with its own fonts. */
export async function openBrowser(): Promise<Browser> {
  const { executable, environment } = await findBrowser()
  return await chromium.launch({
    executablePath: executable,
    chromiumSandbox: false,
    env: { ...process.env, ...environment },
    args: quietly,
  })
}
