import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildPortal } from '#server/start/build.ts'
import { testBuild } from './stages.ts'

/** A program: builds the portal the way `npm start` does, into the tests' own folder. */
const log = join(tmpdir(), `codex-dominion-build-${process.pid}.log`)
try {
  await buildPortal({ folder: testBuild, environment: process.env, log })
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n${readFileSync(log, 'utf8')}\n`)
  process.exitCode = 1
}
