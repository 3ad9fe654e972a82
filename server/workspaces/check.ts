import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '#server/platform/ids.ts'
import type { Ports } from '#server/ports/wired.ts'
import { checkByCommand } from './checks/by-command.ts'
import { installedPackages } from './checks/installed.ts'
import type { Ran } from './checks/result.ts'
import { listComponents } from './checks/sbom.ts'
import { checkSecrets } from './checks/secrets.ts'
import { checkTests } from './checks/tests.ts'
import { prepare, type Tools } from './inside.ts'
import { onceMoreIfInterrupted } from './once-more.ts'
import { repositoryOf, runFolder } from './places.ts'
import type { CheckReport, CheckResult } from './schemas.ts'
import { inTurn } from './turns.ts'

/** What checking needs of the outside; its outputs are kept. */
type CheckTools = Tools & Pick<Ports, 'evidence'>

export interface CheckedFolder {
  service: string
  folder: string
  /** Git's id of exactly this tree; null for a worktree that is not committed. */
  treeId: string | null
}

/**
 * Format, lint, types, tests, secrets and components of one tree, at the same time, each on a copy of its own in a sandbox.
 * A tool that crashed, timed out or looked at nothing did not complete; that is never a pass. Each tool's whole output is kept
 * as evidence, under the digest its result names.
 * @throws NotPrepared or InstallFailed when there is nothing that could be checked
 */
export function checkFolder(tools: CheckTools, request: CheckedFolder, signal: AbortSignal): Promise<CheckReport> {
  return inTurn(signal, () => onceMoreIfInterrupted(() => runChecks(tools, request, signal)))
}

async function runChecks(
  tools: CheckTools,
  { service, folder, treeId }: CheckedFolder,
  signal: AbortSignal,
): Promise<CheckReport> {
  const startedAt = new Date().toISOString()
  const prepared = await prepare(tools, folder, signal)
  const scratch = runFolder(service, newId('check'))
  const copy = (name: string) => join(scratch, name)
  const { commands } = prepared.manifest
  try {
    const results = await everyOne([
      checkByCommand('format', commands.format, { tools, prepared, copy: copy('format'), signal }),
      checkByCommand('lint', commands.lint, { tools, prepared, copy: copy('lint'), signal }),
      checkByCommand('types', commands.types, { tools, prepared, copy: copy('types'), signal }),
      checkTests({ tools, prepared, copy: copy('tests'), scratch, signal }),
      checkSecrets(folder, signal),
    ])
    const components = listComponents(prepared.lockfile, await installedPackages(prepared.dependencies.folder))
    const kept = await Promise.all([...results, components.result].map((ran) => keep(tools, ran)))
    return { treeId, startedAt, results: kept, components: components.components }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

async function keep({ evidence }: CheckTools, { output, ...result }: Ran): Promise<CheckResult> {
  return { ...result, outputSha256: await evidence.put(Buffer.from(output)) }
}

/** Waits for all, also when one fails: their copies are removed afterwards. @throws what the first failure threw */
async function everyOne<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(work)
  for (const outcome of settled) if (outcome.status === 'rejected') throw outcome.reason
  return settled.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
}

/** The same for exactly one commit: its files are written out, checked, and removed. */
export async function checkCommit(
  tools: CheckTools & Pick<Ports, 'git'>,
  { service, commit }: { service: string; commit: string },
  signal: AbortSignal,
): Promise<CheckReport> {
  const folder = runFolder(service, newId('tree'))
  const { tree } = await tools.git.commitInfo(repositoryOf(service), commit)
  try {
    await tools.git.exportTree(repositoryOf(service), commit, folder)
    return await checkFolder(tools, { service, folder, treeId: tree }, signal)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
