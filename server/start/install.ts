import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawnHeld } from './child.ts'
import { withLock } from './lock.ts'

/** Which packages are wanted: `run` is what the product needs, `develop` also what its tests need. */
export type PackageSet = 'run' | 'develop'

interface Stamp {
  lock: string
  set: PackageSet
}

const stampFile = (root: string) => join(root, 'node_modules/.install-stamp')

function lockDigest(root: string): string {
  const digest = createHash('sha256')
  for (const file of ['package.json', 'package-lock.json']) digest.update(readFileSync(join(root, file)))
  return digest.digest('hex')
}

function readStamp(root: string): Stamp | undefined {
  const file = stampFile(root)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Stamp) : undefined
}

function npmProgram(environment: NodeJS.ProcessEnv): string {
  const { npm_execpath: current } = environment
  if (current?.endsWith('npm-cli.js')) return current
  return realpathSync(execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim())
}

/** `npm ci` starts over; when only the tests' packages are missing, they are added beside those a running instance uses. */
function npmArguments(stamp: Stamp | undefined, digest: string, set: PackageSet): string[] {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const scope = set === 'run' ? '--omit=dev' : '--include=dev'
  return stamp?.lock === digest ? ['install', '--no-save', scope, ...quiet] : ['ci', scope, ...quiet]
}

async function runNpm(root: string, environment: NodeJS.ProcessEnv, args: string[]): Promise<void> {
  const npm = spawnHeld({ arguments: [npmProgram(environment), ...args], environment, folder: root })
  npm.stdout?.resume()
  const code = await new Promise((resolve) => npm.once('exit', resolve))
  if (code === 0) return
  throw new Error('npm could not install the packages, for the reason it gives above. Nothing is lost: start again.')
}

/** Whoever has the tests' packages here works on this checkout: a start does not take them away. */
function wanted(root: string, stamp: Stamp | undefined, asked: PackageSet): PackageSet {
  const developing = stamp ? stamp.set === 'develop' : existsSync(join(root, 'node_modules/vitest'))
  return developing ? 'develop' : asked
}

/**
 * Installs the packages the lockfile names, when they are not yet there. Two callers at once wait for each other; one
 * that is killed half way leaves no stamp, so the next one starts over.
 * @returns whether anything had to be installed
 */
export function install(root: string, environment: NodeJS.ProcessEnv, asked: PackageSet): Promise<boolean> {
  return withLock('install', root, async () => {
    const lock = lockDigest(root)
    const stamp = readStamp(root)
    if (stamp?.lock === lock && (stamp.set === 'develop' || asked === 'run')) return false
    const set = wanted(root, stamp, asked)
    await runNpm(root, environment, npmArguments(stamp, lock, set))
    writeFileSync(stampFile(root), JSON.stringify({ lock, set } satisfies Stamp))
    return true
  })
}
