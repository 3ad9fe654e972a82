import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileDiff, Git } from '#server/ports/git.ts'
import { isSource, type SourceText } from './syntax/source-text.ts'

/** A larger source cannot be looked through, and then nothing is said about the code. */
const largestSourceBytes = 2_000_000

/** One commit's files on disk, for as long as `use` runs. */
export async function withTree<T>(
  git: Git,
  at: { repository: string; commit: string; folder: string },
  use: (tree: Tree) => Promise<T>,
): Promise<T> {
  try {
    await git.exportTree(at.repository, at.commit, at.folder)
    const entries = await git.readTree(at.repository, at.commit)
    const paths = entries.filter(({ mode }) => mode === '100644' || mode === '100755').map(({ path }) => path)
    return await use({ folder: at.folder, paths })
  } finally {
    await rm(at.folder, { recursive: true, force: true })
  }
}

export interface Tree {
  folder: string
  /** Plain files only: no link is ever followed. */
  paths: readonly string[]
}

/** Text of a file of the tree, or null when it has none of that name. */
export async function textOf({ folder, paths }: Tree, path: string): Promise<string | null> {
  return paths.includes(path) ? await readFile(join(folder, path), 'utf8') : null
}

/** All code of the tree, with the lines the diff added. Null when a file is too large to be looked through. */
export async function sourcesOf(tree: Tree, diff: readonly FileDiff[]): Promise<SourceText[] | null> {
  const added = new Map(diff.map(({ path, addedLines }) => [path, new Set(addedLines.map(({ line }) => line))]))
  const sources: SourceText[] = []
  for (const path of tree.paths.filter(isSource)) {
    if ((await stat(join(tree.folder, path))).size > largestSourceBytes) return null
    sources.push({ path, text: await readFile(join(tree.folder, path), 'utf8'), added: added.get(path) ?? new Set() })
  }
  return sources
}

/** Names of the packages a lockfile holds; null when there is none that can be read. */
export function lockedPackages(lockfile: string | null): Set<string> | null {
  if (lockfile === null) return null
  try {
    const { packages } = JSON.parse(lockfile) as { packages?: Record<string, unknown> }
    if (!packages) return null
    return new Set(Object.keys(packages).flatMap((path) => path.split('node_modules/').at(-1) || []))
  } catch {
    return null
  }
}
