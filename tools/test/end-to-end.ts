import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { packageRoot } from '#server/platform/env.ts'
import { spawnHeld } from '#server/start/child.ts'
import { findBrowser } from './chromium.ts'
import { startInstance } from './instance.ts'

/**
 * A program: starts an instance as a person would, and walks journeys through it in a real browser: those of the loop, or of
 * the project named.
 */
const named = process.argv.slice(2)
const projects = named.length > 0 ? named : ['loop', 'halt']
// Unpacking a browser borrows the temporary folder's name, so the instance comes after it.
const browser = await findBrowser()
const instance = await startInstance()
try {
  // The lines that say how to sign in follow the one that says it is up.
  await sleep(500)
  const journeys = spawnHeld({
    arguments: [
      'node_modules/@playwright/test/cli.js',
      'test',
      '--reporter=list,json',
      ...projects.map((name) => `--project=${name}`),
    ],
    environment: {
      ...process.env,
      ...browser.environment,
      CHROMIUM_PATH: browser.executable,
      DOMINION_DATA: instance.data,
      E2E_PORTAL: instance.portal,
      E2E_EDGE: instance.edge,
      E2E_SIGN_IN: instance.said.join('\n'),
    },
    folder: packageRoot,
  })
  journeys.stdout?.pipe(process.stdout)
  const [code] = (await once(journeys, 'exit')) as [number | null]
  process.exitCode = code ?? 1
} finally {
  await instance.stop()
}
