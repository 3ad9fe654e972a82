import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as z from 'zod/mini'
import { parseInput } from '#server/governed.ts'
import { type Actor, mayAct } from '#server/identity/index.ts'
import { database } from '#server/platform/db/index.ts'
import { env } from '#server/platform/env.ts'
import { Failure } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { ports } from '#server/ports/wired.ts'
import { readManifest } from './manifest.ts'
import { repositoryOf } from './places.ts'
import { prepareWorkspace } from './prepare.ts'
import { registerWorkspace } from './register.ts'
import { findWorkspace } from './store.ts'

export const AddWorkspaceInput = z.object({
  /** Absolute folder of a Git repository on this machine, an https or an ssh address. */
  source: z.string().check(z.minLength(1), z.maxLength(1000)),
  consentIds: z._default(z.array(z.string()), []),
})

export interface AddedWorkspace {
  service: string
  /** What was taken for granted because nothing in the repository says it. */
  assumed: readonly string[]
  /** Null when it is built and can run; else why not yet. */
  notPrepared: string | null
}

/**
 * Takes a repository into government: cloned bare, its manifest read, registered, its packages installed, built once.
 * @throws Failure `refused` with every missing thing, `conflict` when the service exists, `forbidden`
 */
export async function addWorkspace(
  actor: Actor,
  raw: z.input<typeof AddWorkspaceInput>,
  signal: AbortSignal,
): Promise<AddedWorkspace> {
  const { source, consentIds } = parseInput(AddWorkspaceInput, raw)
  // Asked again when it is registered; asked here so that nobody else can make us fetch something.
  const answer = mayAct(actor, 'workspace.add')
  if (!answer.allowed) throw new Failure('forbidden', answer.reason, answer.sentence)
  const incoming = join(env().DOMINION_DATA, 'workspaces', '.incoming', newId('clone'))
  try {
    const found = await bringIn(source, join(incoming, 'repository.git'), signal)
    await takeIn(join(incoming, 'repository.git'), found.service)
    await registerWorkspace(actor, {
      service: found.service,
      source,
      consentIds,
      defaultBranch: found.branch,
      commit: found.commit,
      prepareLater: false,
    })
    const notPrepared = await prepareWorkspace(actor, found.service, signal)
    return { service: found.service, assumed: found.assumed, notPrepared }
  } finally {
    await rm(incoming, { recursive: true, force: true })
  }
}

interface Found {
  service: string
  branch: string
  commit: string
  assumed: readonly string[]
}

async function bringIn(source: string, repository: string, signal: AbortSignal): Promise<Found> {
  const { git } = ports()
  const branch = await git.cloneBare(source, repository, signal).catch((error: Error) => {
    throw new Failure('refused', 'cannotClone', `The repository could not be fetched. ${error.message}`)
  })
  const commit = await git.resolve(repository, branch)
  const outcome = await readManifest((path) => git.readFile(repository, commit, path))
  if (!outcome.found) {
    const sentence = `The repository does not say how it is checked, built and run. ${outcome.missing.join(' ')}`
    throw new Failure('refused', 'noManifest', sentence, { missing: outcome.missing })
  }
  return { service: outcome.manifest.service, branch, commit, assumed: outcome.assumed }
}

/** A folder without a registration was left by a crash between the two, and makes way. */
async function takeIn(clone: string, service: string): Promise<void> {
  if (await findWorkspace(database(), service))
    throw new Failure(
      'conflict',
      'exists',
      `There is a workspace ${service} already. Give the service another name in dominion.json.`,
    )
  const repository = repositoryOf(service)
  await rm(repository, { recursive: true, force: true })
  await mkdir(dirname(repository), { recursive: true })
  await rename(clone, repository)
}
