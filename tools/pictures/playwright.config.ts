import { defineConfig } from '@playwright/test'
import { quietly } from '#tools/browser/open.ts'

/** The pictures of the pages, compared with those in `docs/pictures` or, with `--update-snapshots=all`, put in their place. */
export default defineConfig({
  testDir: '.',
  testMatch: 'pictures.spec.ts',
  outputDir: '../../test-results/pictures',
  snapshotPathTemplate: '../../docs/pictures/{arg}{ext}',
  workers: 1,
  timeout: 60_000,
  expect: {
    timeout: 20_000,
    toHaveScreenshot: { maxDiffPixelRatio: 0.01, animations: 'disabled', stylePath: './still.css' },
  },
  forbidOnly: true,
  use: {
    baseURL: process.env.PICTURES_PORTAL,
    locale: 'en',
    timezoneId: 'UTC',
    // What stills the page is a style of our own, which the page's policy would refuse.
    bypassCSP: true,
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, chromiumSandbox: false, args: quietly },
  },
})
