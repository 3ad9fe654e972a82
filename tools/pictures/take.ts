import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { cast } from '#bin/commands/demo/cast.ts'
import { type ThrowAwayInstance, throwAwayInstance } from '#bin/commands/demo/instance.ts'
import { untilServing } from '#bin/commands/demo/service.ts'
import { wireHere } from '#bin/commands/instance.ts'
import { database } from '#server/platform/db/index.ts'
import { packageRoot } from '#server/platform/env.ts'
import { spawnHeld } from '#server/start/child.ts'
import { findBrowser } from '#tools/test/chromium.ts'
import { makeSmall } from './make-small.ts'
import { tellStory } from './story.ts'

/**
 * A program: tells one story on an instance of its own and takes every picture of `docs/pictures`; with `--compare` it changes
 * none, and fails when a page no longer looks as on its picture.
 */
const comparing = process.argv.includes('--compare')
const folder = join(packageRoot, 'docs/pictures')
const serveWithinMs = 300_000
const say = (line: string) => process.stdout.write(`${line}\n`)

async function photograph(instance: ThrowAwayInstance, browser: Awaited<ReturnType<typeof findBrowser>>) {
  await untilServing(instance.edge, 'harbour', serveWithinMs)
  const story = await tellStory(await cast(), say)
  const config = ['--config=tools/pictures/playwright.config.ts', `--update-snapshots=${comparing ? 'none' : 'all'}`]
  const child = spawnHeld({
    arguments: ['node_modules/@playwright/test/cli.js', 'test', ...config, '--reporter=list,json'],
    environment: {
      ...process.env,
      ...browser.environment,
      CHROMIUM_PATH: browser.executable,
      PICTURES_PORTAL: instance.portal,
      PICTURES_STORY: JSON.stringify(story),
    },
    folder: packageRoot,
  })
  child.stdout?.pipe(process.stdout)
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}

// Unpacking a browser borrows the temporary folder's name, so the instance comes after it.
const browser = await findBrowser()
const instance = await throwAwayInstance({ portal: true })
try {
  wireHere()
  mkdirSync(folder, { recursive: true })
  process.exitCode = await photograph(instance, browser)
  if (!comparing) for (const line of makeSmall(folder)) say(line)
} finally {
  await database().$disconnect()
  await instance.stop()
}
