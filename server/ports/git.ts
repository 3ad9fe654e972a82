/** Governed repositories are bare Git repositories; every run gets a worktree of its own that the sandbox sees without `.git`. */
export interface Git {
  initialise(repository: string, files: readonly TreeFile[], commit: CommitRequest): Promise<CommitId>
  /** Answers the name of the default branch. */
  cloneBare(source: string, repository: string, signal: AbortSignal): Promise<string>
  resolve(repository: string, reference: string): Promise<CommitId>
  /** Adds a detached worktree of `commit` at `folder`. */
  addWorktree(repository: string, folder: string, commit: CommitId): Promise<void>
  removeWorktree(repository: string, folder: string): Promise<void>
  /** Commits everything in the worktree, SSH-signed, and points `refs/heads/<branch>` at it. Fails when nothing changed. */
  commitWorktree(repository: string, folder: string, branch: string, commit: CommitRequest): Promise<CommitId>
  readTree(repository: string, commit: CommitId): Promise<readonly TreeEntry[]>
  readFile(repository: string, commit: CommitId, path: string): Promise<string | null>
  /** Writes the commit's files to a folder, without any Git data: what is built and judged. */
  exportTree(repository: string, commit: CommitId, folder: string): Promise<void>
  /** @param only these paths alone; a rename is followed when both of its paths are among them */
  diff(repository: string, base: CommitId, head: CommitId, only?: readonly string[]): Promise<readonly FileDiff[]>
  isAncestor(repository: string, ancestor: CommitId, descendant: CommitId): Promise<boolean>
  /** Moves `branch` from exactly `expected` to `next`; throws ReferenceMoved when someone else moved it. */
  updateReference(repository: string, branch: string, expected: CommitId, next: CommitId): Promise<void>
  commitInfo(repository: string, commit: CommitId): Promise<CommitInfo>
  /** True when the commit carries a valid SSH signature of one of the given public keys (OpenSSH one-line form). */
  verifySignature(repository: string, commit: CommitId, publicKeys: readonly string[]): Promise<boolean>
  /** Adds an annotated, SSH-signed tag; throws ReferenceMoved when there is one of that name. */
  tag(repository: string, name: string, commit: CommitId, tag: TagRequest): Promise<void>
  /** Names of tags below `prefix`, of one commit only when it is given. */
  tags(repository: string, prefix: string, commit?: CommitId): Promise<readonly string[]>
  /** The same for a tag as `verifySignature` for a commit. */
  verifyTag(repository: string, name: string, publicKeys: readonly string[]): Promise<boolean>
}

export type CommitId = string

export interface TreeFile {
  path: string
  content: string
}

export interface TreeEntry {
  path: string
  mode: '100644' | '100755' | '120000' | '160000'
  size: number
}

export interface CommitRequest {
  title: string
  body: string
  /** Written as Git trailers, in order. */
  trailers: readonly (readonly [name: string, value: string])[]
  /** Pseudonymous: `<actor-id>@dominion.invalid`. */
  authorId: string
}

export interface TagRequest {
  title: string
  /** A line each, in order. */
  facts: readonly (readonly [name: string, value: string])[]
  /** Pseudonymous, as an author is. */
  taggerId: string
}

export interface CommitInfo {
  id: CommitId
  /** Id of its tree: what the files are, whoever committed them. */
  tree: string
  parents: readonly CommitId[]
  title: string
  trailers: readonly (readonly [name: string, value: string])[]
  authorEmail: string
}

export interface FileDiff {
  path: string
  /** Where the content was before a rename; else null. */
  previousPath: string | null
  change: 'added' | 'modified' | 'deleted' | 'renamed'
  binary: boolean
  /** Added lines with their 1-based line number in the new file. */
  addedLines: readonly { line: number; text: string }[]
  removedLines: readonly { line: number; text: string }[]
  /** The unified hunks as Git prints them; empty for binaries. */
  patch: string
}

export class ReferenceMoved extends Error {
  override readonly name = 'ReferenceMoved'
}
