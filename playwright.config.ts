import { defineConfig } from '@playwright/test'

const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

/** Journeys through a running instance; `tools/test/end-to-end.ts` starts one and names it here. */
export default defineConfig({
  testDir: 'e2e/journeys',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: process.env.E2E_PORTAL,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, chromiumSandbox: false, args: quiet },
  },
})
