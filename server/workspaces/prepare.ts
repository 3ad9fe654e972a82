import * as z from 'zod/mini'
import { governed } from '#server/governed.ts'
import type { Actor } from '#server/identity/index.ts'
import { database } from '#server/platform/db/index.ts'
import { Failure } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { ports } from '#server/ports/wired.ts'
import { buildArtifact } from './build-artifact.ts'
import { originOf, workspaceEntry } from './entry.ts'
import { repositoryOf } from './places.ts'
import { findWorkspace, insertFirstRelease, releasesOf } from './store.ts'

const PreparedInput = z.object({
  service: z.string(),
  source: z.string(),
  commit: z.string(),
  artifactDigest: z.string(),
  lockfileSha256: z.string(),
})

const recordPrepared = governed('workspace.add', PreparedInput, async (act, input) => {
  const { service, source, commit, artifactDigest, lockfileSha256 } = input
  await insertFirstRelease(act.tx, service, artifactDigest, commit)
  const materials = [{ name: 'artifact', sha256: artifactDigest.replace('sha256:', '') }]
  const entry = workspaceEntry(
    { event: 'prepared', service, origin: originOf(source), commit, lockfileSha256 },
    materials,
  )
  return { result: undefined, entry, seen: { service, artifact: artifactDigest } }
})

/**
 * Installs a workspace's packages and builds its default branch: the version that runs before any change to it, and the one
 * a first change goes back to. Does nothing when that was done. The answer is null, or why it could not be done yet.
 */
export async function prepareWorkspace(actor: Actor, service: string, signal: AbortSignal): Promise<string | null> {
  const workspace = await findWorkspace(database(), service)
  if (!workspace) return `There is no workspace ${service}.`
  if ((await releasesOf(database())).has(service)) return null
  const tools = ports()
  const status = await tools.sandbox.status()
  if (!status.available) return `${status.reason} ${status.remedy}`
  try {
    const commit = await tools.git.resolve(repositoryOf(service), workspace.defaultBranch)
    const { artifact, lockfileSha256 } = await buildArtifact(
      tools,
      { service, commit, buildId: newId('build') },
      signal,
    )
    await recordPrepared(actor, {
      service,
      source: workspace.source,
      commit,
      artifactDigest: artifact.digest,
      lockfileSha256,
    })
    return null
  } catch (error) {
    // Somebody else was as far a moment earlier; what they built is the same.
    if (error instanceof Failure && error.code === 'conflict') return null
    const named = ['BuildFailed', 'NotPrepared', 'InstallFailed', 'ArtifactFault', 'SandboxFailed', 'Interrupted']
    if (error instanceof Error && named.includes(error.name)) return error.message
    throw error
  }
}
