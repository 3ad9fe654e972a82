import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ReferenceMoved, type TreeEntry, type TreeFile } from '#server/ports/git.ts'
import { treePath } from './names.ts'
import { GitFailed, git, gitIn } from './run.ts'
import { discard, snapshot } from './worktrees.ts'

/** What a reference that does not exist is at. */
export const absent = '0'.repeat(40)

/** Builds a repository beside its place and moves it there when it is whole, so that none is ever half made. */
export async function intoPlace<T>(repository: string, build: (partial: string) => Promise<T>): Promise<T> {
  if (await exists(repository)) throw new Error(`There is already a repository at ${repository}.`)
  await mkdir(dirname(repository), { recursive: true })
  const partial = await mkdtemp(`${repository}.partial-`)
  try {
    const result = await build(partial)
    await rename(partial, repository)
    return result
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
}

/** Stores the files as a tree and returns its id. */
export async function treeOf(repository: string, files: readonly TreeFile[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dominion-tree-'))
  try {
    for (const file of files) {
      const path = join(folder, treePath(file.path))
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, file.content)
    }
    return await snapshot(repository, folder, true)
  } finally {
    await discard(repository, folder)
  }
}

/** @throws ReferenceMoved when the reference is not at `expected` any more. */
export async function moveReference(
  repository: string,
  reference: string,
  expected: string,
  next: string,
): Promise<void> {
  try {
    await gitIn(repository, ['update-ref', reference, next, expected])
  } catch (error) {
    const moved =
      error instanceof GitFailed && /cannot lock ref|but expected|reference already exists/.test(error.message)
    if (!moved) throw error
    throw new ReferenceMoved(`${reference} is not at ${expected.slice(0, 12)} any more.`)
  }
}

/** An object's bytes. Not decoded: signatures are over bytes. */
export function rawObject(repository: string, type: 'commit' | 'tag' | 'blob', name: string): Promise<Buffer> {
  return git([`--git-dir=${repository}`, 'cat-file', type, name])
}

export function treeEntry(line: string): TreeEntry {
  const [head = '', path = ''] = line.split('\t')
  const [mode = '', , , size = ''] = head.split(/ +/)
  return { path, mode: mode as TreeEntry['mode'], size: size === '-' ? 0 : Number(size) }
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
