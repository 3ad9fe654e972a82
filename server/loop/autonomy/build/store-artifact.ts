import { annotationsFor } from '#server/edge/schemas.ts'
import type { ArtifactDescription, ArtifactStore } from '#server/ports/artifacts.ts'
import type { BuiltCommit } from '#server/workspaces/index.ts'

/**
 * Keeps what a build wrote, with how it is run; the digest covers both. The commit is not part of it, so that two commits
 * that build the same thing are the same artifact.
 */
export async function store(
  artifacts: ArtifactStore,
  built: BuiltCommit,
  service: string,
): Promise<ArtifactDescription> {
  const { start, migrate, healthPath, needsDatabase } = built.manifest
  return await artifacts.put(built.output, annotationsFor({ start, migrate, healthPath, needsDatabase }, { service }))
}
