import * as z from 'zod/mini'
import { permitted } from '#server/governed.ts'
import { loadChange } from '#server/loop/change/index.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import type { FileDiff } from '#server/ports/git.ts'
import { ports } from '#server/ports/wired.ts'
import { repositoryOf } from '#server/workspaces/index.ts'
import { hunksOfFile, hunksWithList } from './numbers.ts'
import type { ChangeDiff, FileChange } from './vocabulary.ts'

const ReadDiff = z.object({ changeId: z.string() })

/** What a change does to the files, from the commit it began at to its newest one. Hunks come along as far as they are short. */
export const readDiff = permitted('change.read', ReadDiff, async (from, { changeId }): Promise<ChangeDiff> => {
  const { service, baseCommit, headCommit } = await loadChange(from, changeId)
  if (!baseCommit || !headCommit) return { commit: null, files: [] }
  const files = await ports().git.diff(repositoryOf(service), baseCommit, headCommit)
  return { commit: headCommit, files: withHunks(files.map(changeOf), hunksWithList) }
})

const ReadFileDiff = z.object({
  changeId: z.string(),
  /** The commit the reader looks at: another one by now is a conflict, never a mixture. */
  commit: z.string(),
  path: z.string(),
  previousPath: z._default(z.nullable(z.string()), null),
})

/** One file's hunks, for a reader who opens it. @throws Failure `conflict`, `notFound` */
export const readFileDiff = permitted('change.read', ReadFileDiff, async (from, asked): Promise<FileChange> => {
  const { path, previousPath, commit } = asked
  const { service, baseCommit, headCommit } = await loadChange(from, asked.changeId)
  if (!baseCommit || headCommit !== commit) throw conflict('This change')
  const only = previousPath === null ? [path] : [path, previousPath]
  const files = await ports().git.diff(repositoryOf(service), baseCommit, commit, only)
  const file = files.find((each) => each.path === path)
  if (!file) throw notFound('file')
  return changeOf(file)
})

function changeOf({ addedLines, removedLines, patch, ...file }: FileDiff): FileChange {
  const { path, previousPath, change, binary } = file
  return {
    ...{ path, previousPath, change, binary },
    added: addedLines.length,
    removed: removedLines.length,
    patch: patch.slice(0, hunksOfFile),
    cut: patch.length > hunksOfFile,
  }
}

/** In order, as many files' hunks as there is room for; a long one leaves its room to those after it. */
export function withHunks(files: readonly FileChange[], room: number): FileChange[] {
  let left = room
  return files.map((file) => {
    const length = file.patch?.length ?? 0
    if (length > left) return { ...file, patch: null }
    left -= length
    return file
  })
}
