import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { gitIn } from './run.ts'

/**
 * A worktree is a plain folder; what Git knows about it lies in the bare repository, out of reach of what runs in the folder.
 * Git's own linked worktrees would put a `.git` file there that names the repository.
 */
export interface Worktree {
  folder: string
  /** Variables that point Git at it. */
  environment: { GIT_WORK_TREE: string; GIT_INDEX_FILE: string }
  baseFile: string
}

export function worktreeOf(repository: string, folder: string): Worktree {
  const state = stateFolder(repository, folder)
  return {
    folder: resolve(folder),
    environment: { GIT_WORK_TREE: resolve(folder), GIT_INDEX_FILE: join(state, 'index') },
    baseFile: join(state, 'base'),
  }
}

/** Fills the folder with the commit's files and remembers the commit as its base. */
export async function fill(repository: string, folder: string, commit: string): Promise<void> {
  const tree = worktreeOf(repository, folder)
  await mkdir(tree.folder, { recursive: true })
  await mkdir(stateFolder(repository, folder), { recursive: true })
  const call = { environment: tree.environment, folder: tree.folder }
  await gitIn(repository, ['read-tree', commit], call)
  await gitIn(repository, ['checkout-index', '--all', '--force', '--quiet', '--index'], call)
  await writeFile(tree.baseFile, commit)
}

/** Writes everything in the folder as a tree and returns its id. `force` takes files that `.gitignore` names too. */
export async function snapshot(repository: string, folder: string, force = false): Promise<string> {
  const tree = worktreeOf(repository, folder)
  await mkdir(stateFolder(repository, folder), { recursive: true })
  const call = { environment: tree.environment, folder: tree.folder }
  await gitIn(repository, ['add', '--all', ...(force ? ['--force'] : []), '.'], call)
  return gitIn(repository, ['write-tree'], call)
}

export async function baseOf(repository: string, folder: string): Promise<string> {
  return (await readFile(worktreeOf(repository, folder).baseFile, 'utf8')).trim()
}

export async function discard(repository: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await rm(stateFolder(repository, folder), { recursive: true, force: true })
}

function stateFolder(repository: string, folder: string): string {
  const name = createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 32)
  return join(repository, 'dominion-worktrees', name)
}
