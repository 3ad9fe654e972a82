import { execFile } from 'node:child_process'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Never part of a tree that is checked or built. */
const left = new Set(['.git', 'node_modules'])

/**
 * Copies a tree, links as links, for one command to use up: what one check does to its files, no other sees.
 * An empty `node_modules` is made for the packages to be bound at.
 */
export async function copyTree(source: string, target: string): Promise<void> {
  await mkdir(join(target, 'node_modules'), { recursive: true })
  const names = (await readdir(source)).filter((name) => !left.has(name))
  if (names.length === 0) return
  const paths = names.map((name) => join(source, name))
  await run('/bin/cp', ['-a', '--reflink=auto', '--no-preserve=ownership', '--', ...paths, target])
}
