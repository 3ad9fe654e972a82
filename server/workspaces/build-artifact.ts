import { rm } from 'node:fs/promises'
import { annotationsFor } from '#server/edge/schemas.ts'
import type { ArtifactDescription } from '#server/ports/artifacts.ts'
import type { Ports } from '#server/ports/wired.ts'
import { buildCommit } from './build.ts'

export interface BuiltArtifact {
  artifact: ArtifactDescription
  lockfileSha256: string
}

/**
 * Builds one commit and stores what it wrote, with how to run it. The digest covers content and start command only, so two
 * commits that build the same have the same artifact.
 * @throws BuildFailed, NotPrepared, InstallFailed, ArtifactFault
 */
export async function buildArtifact(
  tools: Pick<Ports, 'git' | 'sandbox' | 'databases' | 'dependencies' | 'artifacts'>,
  work: { service: string; commit: string; buildId: string },
  signal: AbortSignal,
): Promise<BuiltArtifact> {
  const built = await buildCommit(tools, work, signal)
  try {
    const artifact = await tools.artifacts.put(built.output, annotationsFor(built.manifest, { service: work.service }))
    return { artifact, lockfileSha256: built.lockfileSha256 }
  } finally {
    await rm(built.folder, { recursive: true, force: true })
  }
}
