import type { ChangeLine } from '#server/loop/change/vocabulary.ts'

/** What the lockfile of a service's released commit says. Browser-safe. */
export type LockedPackages =
  | { state: 'locked'; packages: number; development: number; sha256: string }
  /** The commit has no lockfile, it cannot be read as one, or the repository did not answer. */
  | { state: 'none' | 'unreadable' | 'unreachable' }

/** One governed service whole: its repository, what everyone gets of it, and what is under way. */
export interface GovernedService {
  service: string
  /** Where it came from, without a name or a password that its address may carry. */
  source: string
  defaultBranch: string
  consentIds: readonly string[]
  createdBy: string
  createdAt: Date
  /** Null until it was built once. */
  release: {
    digest: string
    commit: string
    changeId: string | null
    previousDigest: string | null
  } | null
  locked: LockedPackages
  /** What is under way, newest first. */
  open: readonly ChangeLine[]
}
