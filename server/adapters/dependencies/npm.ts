import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '#server/platform/digest.ts'
import { packageRoot } from '#server/platform/env.ts'
import { type Dependencies, type DependencyFiles, InstallFailed } from '#server/ports/dependencies.ts'
import type { Sandbox, SandboxBind, SandboxResult } from '#server/ports/sandbox.ts'
import { type NpmSettings, readNpmSettings } from './npm-settings.ts'
import { once } from './once.ts'
import { openRegistryBroker } from './registry-broker.ts'

export interface NpmDependenciesOptions {
  sandbox: Sandbox
  /** Holds one folder per lockfile, named by its sha256, and the cache of packages. */
  folder: string
  settings?: () => Promise<NpmSettings>
}

/** A large workspace on a slow line; when it elapses the install fails and may be tried again. */
const limits = { timeoutMs: 10 * 60_000, memoryMb: 2048, outputLimitBytes: 2_000_000 } as const

const flags = [
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--no-update-notifier',
  '--no-progress',
  '--allow-git=none',
  '--cache=/cache',
  '--prefer-offline',
  '--fetch-retries=3',
  '--fetch-retry-factor=2',
  '--fetch-retry-mintimeout=500',
  '--fetch-retry-maxtimeout=5000',
]

/** `npm ci` in a sandbox that reaches the registry and nothing else. */
export function npmDependencies({ sandbox, folder, settings = readNpmSettings }: NpmDependenciesOptions): Dependencies {
  return {
    async install(files, signal) {
      const lockfileSha256 = sha256(files.lockfile)
      const place = join(folder, lockfileSha256)
      const { fresh } = await once(place, signal, async () => {
        await install({ sandbox, folder, settings: await settings(), signal }, files, place)
      })
      return { lockfileSha256, folder: join(place, 'node_modules'), fresh }
    },
  }
}

interface Installing {
  sandbox: Sandbox
  folder: string
  settings: NpmSettings
  signal: AbortSignal
}

async function install(
  { sandbox, folder, settings, signal }: Installing,
  files: DependencyFiles,
  place: string,
): Promise<void> {
  await removeLeftovers(folder, place)
  const partial = await mkdtemp(`${place}.partial-`)
  const work = join(partial, 'work')
  const cache = join(folder, 'cache')
  await Promise.all([mkdir(join(work, 'node_modules'), { recursive: true }), mkdir(cache, { recursive: true })])
  await writeFile(join(work, 'package.json'), files.manifest)
  await writeFile(join(work, 'package-lock.json'), files.lockfile)
  await writeFile(join(partial, 'certificates.pem'), settings.certificates)
  const broker = await openRegistryBroker(settings.registry, settings.proxy, join(partial, 'registry'))
  try {
    const { argv, binds } = command(settings, { partial, work, cache })
    const environment = { NODE_EXTRA_CA_CERTS: '/install/certificates.pem', NO_COLOR: '1' }
    const result = await sandbox.run({ argv, binds, environment, workingFolder: '/work', ...limits }, signal)
    signal.throwIfAborted()
    if (result.exitCode !== 0) throw new InstallFailed(explain(result, broker.refused))
    await moveIn(work, place)
  } finally {
    await broker.close()
    await rm(partial, { recursive: true, force: true })
  }
}

/** Somebody who took our lock for abandoned may have been quicker; what they installed is the same. */
async function moveIn(work: string, place: string): Promise<void> {
  await rename(work, place).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
}

function command({ npm, registry }: NpmSettings, at: { partial: string; work: string; cache: string }) {
  const shared = npm.startsWith('/usr/') && !npm.startsWith('/usr/local/')
  const inside = shared ? npm : '/install/npm'
  const readOnly = (source: string, target: string): SandboxBind => ({ source, target, writable: false })
  const binds: SandboxBind[] = [
    { source: at.work, target: '/work', writable: true },
    { source: at.cache, target: '/cache', writable: true },
    readOnly(join(at.partial, 'registry'), '/run/registry'),
    readOnly(join(at.partial, 'certificates.pem'), '/install/certificates.pem'),
    readOnly(join(packageRoot, 'server/adapters/dependencies/install-inside.ts'), '/install/install-inside.ts'),
    ...(shared ? [] : [readOnly(npm, inside)]),
  ]
  const argv = [
    'node',
    '/install/install-inside.ts',
    `${inside}/bin/npm-cli.js`,
    'ci',
    ...flags,
    `--registry=${registry.href}`,
  ]
  return { binds, argv: argv as [string, ...string[]] }
}

function explain(result: SandboxResult, refused: ReadonlySet<string>): string {
  if (result.outcome !== 'exited') return `Installing the packages ended early: ${result.outcome}.`
  const said = result.stderr
    .split('\n')
    .filter((line) => /^npm (error|ERR!)/.test(line) && !/complete log|_logs/.test(line))
  const where =
    refused.size > 0 ? ` It asked for ${[...refused].join(', ')}; only the package registry can be reached.` : ''
  return `The packages could not be installed. ${said.slice(0, 6).join(' ').slice(0, 800)}${where}`
}

/** What a killed process left behind. Its lock is ours now, so nobody works there. */
async function removeLeftovers(folder: string, place: string): Promise<void> {
  const prefix = `${place.slice(folder.length + 1)}.partial-`
  const names = await readdir(folder)
  await Promise.all(
    names
      .filter((name) => name.startsWith(prefix))
      .map((name) => rm(join(folder, name), { recursive: true, force: true })),
  )
}
