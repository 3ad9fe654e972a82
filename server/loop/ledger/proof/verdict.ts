import type { BundleManifest } from './manifest.ts'

export interface Fault {
  /** The entry, file or part that does not hold, in words a person can use. */
  where: string
  what: string
}

export interface BundleVerdict {
  ok: boolean
  changeId: string | null
  origin: string | null
  headSize: number | null
  manifestSha256: string | null
  entries: readonly { entryId: string; kind: string; index: number }[]
  /** Each a sentence that is true of this bundle; empty unless `ok`. */
  proved: readonly string[]
  /** What this check cannot show, said every time. */
  notProved: readonly string[]
  faults: readonly Fault[]
}

/** The entry a file belongs to; else the file itself. */
export function nameOf({ entries, keysets }: BundleManifest, path: string | null): string {
  const entry = [...entries, ...keysets].find(({ envelope, proof }) => envelope === path || proof === path)
  if (entry) return `entry ${entry.entryId} (${entry.kind}, number ${entry.index} of the log)`
  return path ?? 'the archive'
}
