import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** What a model may see of a worktree: text files up to this size, up to this many characters in all. */
const limits = { fileBytes: 200_000, wholeCharacters: 2_000_000 } as const

const unread = new Set(['.git', 'node_modules', 'package-lock.json'])

/** The worktree's text files by path, without lockfiles, links and binaries. */
export async function readFiles(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  let left = limits.wholeCharacters
  for (const path of await pathsIn(folder)) {
    const content = await readText(join(folder, path))
    if (content === null || content.length > left) continue
    left -= content.length
    files[path] = content
  }
  return files
}

async function pathsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split('/').some((part) => unread.has(part)))
    .sort()
}

async function readText(path: string): Promise<string | null> {
  if ((await stat(path)).size > limits.fileBytes) return null
  const content = await readFile(path, 'utf8')
  return content.includes('\0') ? null : content
}
