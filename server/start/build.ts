import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '#server/platform/env.ts'
import { spawnHeld } from './child.ts'

/** What the portal is built from. A change in any of these makes the next start build again. */
const sources = ['app', 'components', 'server', 'prisma/client', 'public', 'policies/dist']
const files = [
  'package-lock.json',
  'next.config.ts',
  'tsconfig.json',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation-client.ts',
]

/** Server code that no page can reach. */
const neverBundled = /\/server\/(start|testing|edge)\/|\/testing\//

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !neverBundled.test(file))
}

function sourceDigest(): string {
  const paths = [...sources.flatMap((folder) => filesUnder(join(packageRoot, folder))), ...files]
  const digest = createHash('sha256')
  for (const path of paths.map((file) => join(packageRoot, file.replace(packageRoot, ''))).sort()) {
    if (!statSync(path, { throwIfNoEntry: false })) continue
    digest.update(`${path.slice(packageRoot.length)}\0`).update(readFileSync(path))
  }
  return digest.digest('hex')
}

/** Where the portal is built to, and what the build may see of the environment. */
export interface PortalBuild {
  /** Folder inside the package, such as `.next`. */
  folder: string
  environment: Readonly<Record<string, string | undefined>>
  log: string
}

/**
 * Builds the portal when its sources changed. Needs no database.
 * @returns whether it had to
 */
export async function buildPortal(build: PortalBuild): Promise<boolean> {
  const stamp = join(packageRoot, build.folder, 'sources.sha256')
  const digest = sourceDigest()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return false
  const next = spawnHeld({
    arguments: ['node_modules/next/dist/bin/next', 'build'],
    environment: { ...build.environment, NODE_ENV: 'production', DOMINION_BUILD: build.folder },
    folder: packageRoot,
    log: build.log,
  })
  const code = await new Promise((resolve) => next.once('exit', resolve))
  if (code !== 0) throw new Error(`The portal could not be built; ${build.log} says why.`)
  writeFileSync(stamp, digest)
  return true
}
