import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { packageRoot } from '#server/platform/env.ts'

/** A browser that starts here, and what its process must be told. */
export interface Browser {
  executable: string
  environment: Record<string, string>
}

const systemBrowsers = ['chromium', 'chromium-browser', 'google-chrome']

const starts = (executable: string, environment: Record<string, string> = {}) =>
  spawnSync(executable, ['--version'], { env: { ...process.env, ...environment }, stdio: 'ignore' }).status === 0

/** The package's own settings look for its fonts in folders of a machine that is not this one. */
const fontSettings = (folder: string) => `<?xml version="1.0"?>
<fontconfig>
  <dir>${join(folder, 'fonts/fonts')}</dir>
  <cachedir>${join(folder, 'font-cache')}</cachedir>
  <config></config>
</fontconfig>
`

/** Unpacks the npm package once per version, so that a run killed half way leaves nothing that looks whole. */
async function unpacked(): Promise<string> {
  const load = createRequire(import.meta.url)
  const entry = load.resolve('@sparticuz/chromium')
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8')) as { version: string }
  const folder = join(packageRoot, 'node_modules/.cache', `chromium-${version}`)
  if (existsSync(folder)) return folder
  const unfinished = `${folder}.${process.pid}`
  mkdirSync(unfinished, { recursive: true })
  // The package unpacks into the temporary folder and offers no other.
  const temporary = tmpdir()
  process.env.TMPDIR = unfinished
  const { default: chromium, inflate } = await import('@sparticuz/chromium')
  await chromium.executablePath()
  await inflate(join(dirname(entry), '../bin/al2023.tar.br'))
  process.env.TMPDIR = temporary
  writeFileSync(join(unfinished, 'fonts.conf'), fontSettings(folder))
  renameSync(unfinished, folder)
  return folder
}

/** The npm package's browser with its own fonts, and its own libraries where the machine lacks them. */
async function packaged(): Promise<Browser | undefined> {
  const folder = await unpacked()
  const executable = join(folder, 'chromium')
  const fonts = { FONTCONFIG_FILE: join(folder, 'fonts.conf') }
  const libraries = { ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023/lib') }
  return [fonts, libraries]
    .filter((environment) => starts(executable, environment))
    .map((environment) => ({ executable, environment }))[0]
}

/**
 * The browser for the journeys: `CHROMIUM_PATH`, then the one from npm, then the machine's.
 * @throws Error with the remedy when none starts
 */
export async function findBrowser(): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH
  if (named && starts(named)) return { executable: named, environment: {} }
  if (named) throw new Error(`CHROMIUM_PATH names ${named}, which does not start.`)
  const fromPackage = await packaged()
  if (fromPackage) return fromPackage
  const executable = systemBrowsers.find((name) => starts(name))
  if (executable) return { executable, environment: {} }
  throw new Error('No browser starts here. Remedy: apt-get install chromium, or set CHROMIUM_PATH.')
}
