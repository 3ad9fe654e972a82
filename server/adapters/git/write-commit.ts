import type { CommitRequest } from '#server/ports/git.ts'
import { unsignedCommit, withSignature } from './commit-object.ts'
import { gitIn } from './run.ts'

/** Whose commits these are. */
export interface Committing {
  /** Signs a commit's bytes; answers the armored SSH signature in namespace `git`. */
  sign: (bytes: Uint8Array) => Promise<string>
  /** Pseudonymous id written as the committer. */
  committerId: string
  now?: () => Date
}

/** Stores a signed commit and answers its id; no reference is moved. */
export async function writeCommit(
  repository: string,
  { sign, committerId, now = () => new Date() }: Committing,
  of: { tree: string; parents: readonly string[]; request: CommitRequest },
): Promise<string> {
  const unsigned = unsignedCommit({ ...of, committerId, at: now() })
  const signed = withSignature(unsigned, await sign(Buffer.from(unsigned)))
  return await gitIn(repository, ['hash-object', '-t', 'commit', '-w', '--stdin'], { input: signed })
}
