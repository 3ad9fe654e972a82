import { lstat, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ports } from '#server/ports/wired.ts'
import { copyTree } from './copies.ts'
import { prepare, runInside, type Tools } from './inside.ts'
import { onceMoreIfInterrupted } from './once-more.ts'
import { repositoryOf, runFolder } from './places.ts'
import type { WorkspaceManifest } from './schemas.ts'
import { inTurn } from './turns.ts'

export interface BuiltCommit {
  /** What the build wrote: the artifact's content. */
  output: string
  /** Everything the build used; remove it when the output has been taken. */
  folder: string
  manifest: WorkspaceManifest
  lockfileSha256: string
}

/** The build ended badly or wrote nothing; the message quotes the end of what it said. */
export class BuildFailed extends Error {
  override readonly name = 'BuildFailed'
}

/**
 * Builds one commit in the sandbox, from its files alone.
 * @throws BuildFailed, NotPrepared, InstallFailed; nothing is left behind then
 */
export async function buildCommit(
  tools: Tools & Pick<Ports, 'git'>,
  { service, commit, buildId }: { service: string; commit: string; buildId: string },
  signal: AbortSignal,
): Promise<BuiltCommit> {
  const folder = runFolder(service, buildId)
  await rm(folder, { recursive: true, force: true })
  try {
    const tree = join(folder, 'tree')
    await tools.git.exportTree(repositoryOf(service), commit, tree)
    return await inTurn(signal, () => onceMoreIfInterrupted(() => build(tools, { folder, tree }, signal)))
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

async function build(
  tools: Tools,
  { folder, tree }: { folder: string; tree: string },
  signal: AbortSignal,
): Promise<BuiltCommit> {
  const prepared = await prepare(tools, tree, signal)
  const { manifest, dependencies } = prepared
  const copy = join(folder, 'copy')
  await rm(copy, { recursive: true, force: true })
  await mkdir(copy, { recursive: true })
  await copyTree(tree, copy)
  const ran = await runInside(tools, prepared, { argv: manifest.commands.build, copy }, signal)
  if (ran.exitCode !== 0)
    throw new BuildFailed(
      `The build ended with ${ran.exitCode ?? ran.outcome}. ${(ran.stderr || ran.stdout).trim().slice(-1500)}`,
    )
  const output = join(copy, manifest.output)
  if (!(await holdsFiles(copy, manifest.output)))
    throw new BuildFailed(`The build wrote nothing to ${manifest.output}.`)
  return { output, folder, manifest, lockfileSha256: dependencies.lockfileSha256 }
}

/** True for a real folder with something in it: a link could lead anywhere on this machine. */
async function holdsFiles(root: string, path: string): Promise<boolean> {
  const parts = path.split('/')
  for (let depth = 1; depth <= parts.length; depth++) {
    const found = await lstat(join(root, ...parts.slice(0, depth))).catch(() => null)
    if (!found?.isDirectory()) return false
  }
  return (await readdir(join(root, path))).length > 0
}
