import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import type { CommitId, CommitRequest, Git } from '#server/ports/git.ts'
import { repositoryOf, runFolder } from '#server/workspaces/index.ts'

export interface Incoming {
  service: string
  /** Where the person pushed their work. */
  branch: string
  /** What it must build on. */
  base: CommitId
  /** The system's branch that will hold it. */
  target: string
  commit: CommitRequest
}

/**
 * Takes a person's content in as one commit on the released base: signed by the system, which knows from the session whose it
 * is, and authored under that person's pseudonym. Names and addresses that their own commits carry stay behind.
 * @throws Failure `refused` when their branch does not build on the base.
 */
export async function takeIn(git: Git, { service, branch, base, target, commit }: Incoming): Promise<CommitId> {
  const repository = repositoryOf(service)
  const theirs = await git.resolve(repository, branch).catch(() => {
    throw new Failure(
      'refused',
      'noBranch',
      `There is no branch ${branch} in the repository of ${service}. Push it first.`,
    )
  })
  if (!(await git.isAncestor(repository, base, theirs))) {
    throw new Failure(
      'refused',
      'behind',
      'Your branch does not build on what is released. Rebase it, push it and try again.',
    )
  }
  const folder = runFolder(service, newId('human'))
  await git.addWorktree(repository, folder, base)
  try {
    await emptyFolder(folder)
    await git.exportTree(repository, theirs, folder)
    return await git.commitWorktree(repository, folder, target, commit)
  } finally {
    await git.removeWorktree(repository, folder)
  }
}

async function emptyFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true })
}
