import * as z from 'zod/mini'
import { permitted } from '#server/governed.ts'
import { loadChange } from '#server/loop/change/index.ts'
import type { FileDiff } from '#server/ports/git.ts'
import { ports } from '#server/ports/wired.ts'
import { repositoryOf } from '#server/workspaces/index.ts'

export const ReadDiff = z.object({ changeId: z.string() })

/** Characters of one file's hunks that a page is sent; the rest is in the repository. */
const patchLimit = 60_000

export type FileChange = Pick<FileDiff, 'path' | 'previousPath' | 'change' | 'binary' | 'patch'> & {
  added: number
  removed: number
  /** True when the hunks are longer than what is sent. */
  cut: boolean
}

/** What a change does to the files, from the commit it began at to its newest one; empty before there is one. */
export const readDiff = permitted('change.read', ReadDiff, async (from, { changeId }): Promise<FileChange[]> => {
  const { service, baseCommit, headCommit } = await loadChange(from, changeId)
  if (!baseCommit || !headCommit) return []
  const files = await ports().git.diff(repositoryOf(service), baseCommit, headCommit)
  return files.map(({ path, previousPath, change, binary, patch, addedLines, removedLines }) => ({
    ...{ path, previousPath, change, binary },
    added: addedLines.length,
    removed: removedLines.length,
    patch: patch.slice(0, patchLimit),
    cut: patch.length > patchLimit,
  }))
})
