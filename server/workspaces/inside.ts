import { join } from 'node:path'
import type { InstalledDependencies } from '#server/ports/dependencies.ts'
import type { SandboxBind, SandboxResult } from '#server/ports/sandbox.ts'
import type { Ports } from '#server/ports/wired.ts'
import { readManifest } from './manifest.ts'
import { readInside } from './read-inside.ts'
import type { WorkspaceManifest } from './schemas.ts'

/** What checking and building need of the outside. */
export type Tools = Pick<Ports, 'sandbox' | 'databases' | 'dependencies'>

/** A tree made ready: its manifest read, its packages installed. */
export interface Prepared {
  folder: string
  manifest: WorkspaceManifest
  lockfile: string
  dependencies: InstalledDependencies
}

/** A tree cannot be checked or built at all; the message says what is missing and what to do. */
export class NotPrepared extends Error {
  override readonly name = 'NotPrepared'
}

/** Reads the manifest and installs the packages. @throws NotPrepared, InstallFailed */
export async function prepare(tools: Tools, folder: string, signal: AbortSignal): Promise<Prepared> {
  const outcome = await readManifest((path) => readInside(folder, path))
  if (!outcome.found) throw new NotPrepared(outcome.missing.join(' '))
  const [manifest, lockfile] = await Promise.all([
    readInside(folder, 'package.json'),
    readInside(folder, 'package-lock.json'),
  ])
  if (manifest === null || lockfile === null)
    throw new NotPrepared('package.json and package-lock.json must both be in the repository.')
  const dependencies = await tools.dependencies.install({ manifest, lockfile }, signal)
  return { folder, manifest: outcome.manifest, lockfile, dependencies }
}

export interface InsideCommand {
  argv: readonly string[]
  /** The copy the command may write to. */
  copy: string
  binds?: readonly SandboxBind[]
  environment?: Readonly<Record<string, string>>
}

/** Largest command so far: Vitest with coverage at 300 MB, TypeScript at 250 MB. When the time elapses the check did not complete. */
const limits = { timeoutMs: 120_000, memoryMb: 1536, outputLimitBytes: 8_000_000 } as const

/** Runs one of the manifest's commands on its copy, at `/workspace`, with the packages read-only. */
export async function runInside(
  { sandbox }: Tools,
  { dependencies }: Prepared,
  { argv, copy, binds = [], environment = {} }: InsideCommand,
  signal: AbortSignal,
): Promise<SandboxResult> {
  const command = {
    argv: argv as [string, ...string[]],
    workingFolder: '/workspace',
    binds: [
      { source: copy, target: '/workspace', writable: true },
      { source: dependencies.folder, target: '/workspace/node_modules', writable: false },
      ...binds,
    ],
    environment: { CI: '1', NO_COLOR: '1', ...environment },
    ...limits,
  }
  const ran = await sandbox.run(command, signal)
  // Stopped from outside, which says nothing about the tree: the reason goes to whoever stopped it.
  if (ran.outcome === 'aborted') signal.throwIfAborted()
  return ran
}

/** Version of the package whose file the command runs, from its own `package.json`; `unknown` for anything else. */
export async function toolOf(
  { dependencies }: Prepared,
  argv: readonly string[],
): Promise<{ tool: string; toolVersion: string }> {
  const file = argv.find((word) => word.includes('node_modules/')) ?? ''
  const name = /node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//.exec(file)?.[1]
  if (!name) return { tool: argv.slice(0, 2).join(' ').slice(0, 60), toolVersion: 'unknown' }
  const text = await readInside(dependencies.folder, join(name, 'package.json'))
  return {
    tool: name,
    toolVersion: text === null ? 'unknown' : String((JSON.parse(text) as { version?: unknown }).version),
  }
}
