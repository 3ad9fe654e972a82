import type { WorkspaceManifest } from './schemas.ts'

export type ManifestOutcome =
  /** `assumed`: what was not said anywhere and taken for granted, in words for the person who adds the repository. */
  | { found: true; manifest: WorkspaceManifest; assumed: readonly string[] }
  /** One sentence for each thing that is missing or wrong, with what to do about it. */
  | { found: false; missing: readonly string[] }
