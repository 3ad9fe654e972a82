import { defineConfig } from '@playwright/test'
import type { Instance } from './e2e/support/people.ts'

/** The journeys walk through one running instance, named by the environment; `npm test` starts it and sets all of this. */
const { E2E_PORTAL, E2E_EDGE, E2E_SIGN_IN, DOMINION_DATA, CHROMIUM_PATH } = process.env

export default defineConfig<Instance>({
  outputDir: 'test-results',
  // One release lane a service, and one halt switch: journeys follow each other.
  workers: 1,
  // A broken loop breaks every journey: the first ones say enough.
  maxFailures: 3,
  timeout: 420_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  // Halting stops the others' work too, so it comes last.
  projects: [
    { name: 'loop', testDir: 'e2e/journeys', testIgnore: /halt\.spec/ },
    { name: 'halt', testDir: 'e2e/journeys', testMatch: /halt\.spec/ },
    { name: 'pages', testDir: 'e2e/pages' },
  ],
  use: {
    baseURL: E2E_PORTAL,
    portal: E2E_PORTAL ?? '',
    edge: E2E_EDGE ?? '',
    data: DOMINION_DATA ?? '',
    said: E2E_SIGN_IN ?? '',
    locale: 'en',
    viewport: { width: 1440, height: 900 },
    // Drawn without a graphics card, what moves on a page takes a processor that the services are judged with.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: CHROMIUM_PATH,
      chromiumSandbox: false,
      args: ['--disable-background-networking', '--disable-component-update', '--no-first-run'],
    },
  },
})
