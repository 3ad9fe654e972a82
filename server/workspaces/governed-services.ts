import * as z from 'zod/mini'
import { permitted } from '#server/governed.ts'
import { lineOf, openChanges } from '#server/loop/change/index.ts'
import { ports } from '#server/ports/wired.ts'
import { lockedPackages } from './locked-packages.ts'
import { allWorkspaces, releasesOf, type ServiceRelease } from './store.ts'
import type { GovernedService } from './vocabulary.ts'

/** Every governed service by name: its repository, what everyone gets of it, its packages, and what is under way. */
export const governedServices = permitted(
  'workspace.read',
  z.object({}),
  async (from): Promise<readonly GovernedService[]> => {
    const [workspaces, releases, open] = await Promise.all([allWorkspaces(from), releasesOf(from), openChanges(from)])
    return await Promise.all(
      workspaces.map(async ({ service, source, ...row }) => {
        const release = releases.get(service) ?? null
        return {
          ...row,
          service,
          source: withoutUser(source),
          release: release && releaseOf(release),
          locked: await lockedPackages(ports().git, service, release?.stableCommit ?? null),
          open: open.filter((change) => change.service === service).map(lineOf),
        }
      }),
    )
  },
)

/** An address may carry a name or a password before its host. */
export const withoutUser = (source: string) => source.replace(/^([a-z+]+:\/\/)[^/@]*@/, '$1')

function releaseOf(row: ServiceRelease): GovernedService['release'] {
  return {
    digest: row.stableDigest,
    commit: row.stableCommit,
    changeId: row.stableChangeId,
    previousDigest: row.previousDigest,
  }
}
