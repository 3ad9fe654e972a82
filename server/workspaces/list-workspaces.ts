import * as z from 'zod/mini'
import { permitted } from '#server/governed.ts'
import { allWorkspaces, releasesOf } from './store.ts'

export interface ListedWorkspace {
  service: string
  source: string
  defaultBranch: string
  createdAt: string
  /** Digest of the version everyone gets; null until it was built once. */
  stableDigest: string | null
}

/** Every governed repository, by name. */
export const listWorkspaces = permitted('workspace.read', z.object({}), async (from): Promise<ListedWorkspace[]> => {
  const [workspaces, releases] = await Promise.all([allWorkspaces(from), releasesOf(from)])
  return workspaces.map(({ service, source, defaultBranch, createdAt }) => ({
    ...{ service, source, defaultBranch, createdAt: createdAt.toISOString() },
    stableDigest: releases.get(service)?.stableDigest ?? null,
  }))
})
