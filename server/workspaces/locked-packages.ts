import * as z from 'zod/mini'
import { sha256 } from '#server/platform/digest.ts'
import type { Git } from '#server/ports/git.ts'
import { repositoryOf } from './places.ts'
import type { LockedPackages } from './vocabulary.ts'

/** npm's lockfile from version 2 on; the entry without a name is the service itself. */
const Lockfile = z.object({
  lockfileVersion: z.int().check(z.minimum(2)),
  packages: z.record(z.string(), z.object({ dev: z.optional(z.boolean()) })),
})

/** A commit never changes, so each service's newest answer is kept; one that could not be had is asked for again. */
const known = new Map<string, { commit: string; locked: LockedPackages }>()

/** What packages a service is built with at `commit`, or at its default branch while nothing is released. */
export async function lockedPackages(git: Git, service: string, commit: string | null): Promise<LockedPackages> {
  const kept = known.get(service)
  if (kept && kept.commit === commit) return kept.locked
  try {
    const repository = repositoryOf(service)
    const at = commit ?? (await git.resolve(repository, 'HEAD'))
    const locked = readLockfile(await git.readFile(repository, at, 'package-lock.json'))
    known.set(service, { commit: at, locked })
    return locked
  } catch {
    return { state: 'unreachable' }
  }
}

export function readLockfile(text: string | null): LockedPackages {
  if (text === null) return { state: 'none' }
  const lockfile = z.safeParse(Lockfile, parsed(text))
  if (!lockfile.success) return { state: 'unreadable' }
  const packages = Object.entries(lockfile.data.packages).filter(([path]) => path !== '')
  const development = packages.filter(([, { dev }]) => dev === true).length
  return { state: 'locked', packages: packages.length, development, sha256: sha256(text) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
