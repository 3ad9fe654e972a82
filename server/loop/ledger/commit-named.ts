import { sha256 } from '#server/platform/digest.ts'
import type { NamedDigest } from './format/index.ts'

/** A Git commit among an entry's subjects or materials: its own id, and the sha256 of that id, by which entries are joined. */
export function commitNamed(commit: string): NamedDigest & { gitCommit: string } {
  return { name: `commit:${commit}`, sha256: sha256(commit), gitCommit: commit }
}
