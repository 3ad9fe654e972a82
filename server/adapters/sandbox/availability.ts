import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Sandbox, SandboxStatus } from '#server/ports/sandbox.ts'
import { searchPath } from './launch.ts'

/** The first bubblewrap that can forbid nested namespaces, which is most of what a hostile program would try next. */
const oldest = [0, 8] as const

/** Looks for bubblewrap and runs one harmless program in it. */
export async function probe(run: Sandbox['run']): Promise<SandboxStatus> {
  const version = await installed()
  if (version === null) return unavailable('bubblewrap is not installed.', 'Install it: apt-get install bubblewrap')
  if (tooOld(version))
    return unavailable(
      `bubblewrap ${version} is older than ${oldest.join('.')}.`,
      'Use Debian 12 or newer, or install a newer bubblewrap.',
    )
  try {
    const result = await run(harmless, AbortSignal.timeout(10_000))
    if (result.exitCode === 0) return { available: true, version, reduced: null }
    return unavailable(
      `A harmless program did not run (${result.outcome}, ${result.exitCode}).`,
      remedyFor(result.stderr),
    )
  } catch (error) {
    return unavailable((error as Error).message, remedyFor((error as Error).message))
  }
}

const harmless = {
  argv: ['/usr/bin/true'] as [string],
  workingFolder: '/tmp',
  binds: [],
  environment: {},
  timeoutMs: 5000,
  memoryMb: 64,
  outputLimitBytes: 10_000,
}

async function installed(): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('bwrap', ['--version'], { env: searchPath })
    return /[\d.]+/.exec(stdout)?.[0] ?? null
  } catch {
    return null
  }
}

function tooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major === oldest[0] && minor < oldest[1]
}

function unavailable(reason: string, remedy: string): SandboxStatus {
  return { available: false, reason, remedy }
}

function remedyFor(message: string): string {
  if (/user namespace|uid map|unshare|Operation not permitted|Permission denied/i.test(message))
    return 'Allow unprivileged user namespaces: sysctl kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0, and in a container run it with --security-opt seccomp=unconfined.'
  return 'Run `bwrap --unshare-all --ro-bind / / true` to see what this machine refuses.'
}
