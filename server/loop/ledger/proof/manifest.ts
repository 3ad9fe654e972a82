import * as z from 'zod/mini'
import { Count, EntryId, Label, Sha256 } from '../predicates/parts.ts'

/** What an exported bundle holds. Its sha256 (of the exact canonical bytes) is the bundle's name. Browser-safe. */

const Listed = z.object({
  entryId: EntryId,
  kind: Label,
  index: Count,
  leafSha256: Sha256,
  envelope: Label,
  proof: Label,
})
export type Listed = z.infer<typeof Listed>

export const bundleFormat = 'https://codex-dominion.dev/evidence-bundle/v1'
export const bundlePayloadType = 'application/vnd.codex-dominion.evidence-bundle+json'

const Head = z.object({ size: Count, root: z.string() })

export const BundleManifest = z.object({
  format: z.literal(bundleFormat),
  changeId: Label,
  /** The tree that holds the change's last entry, and the head it is proved under. */
  origin: Label,
  head: Head,
  /** The heads of the other trees that entries here are proved under; absent when there is no other. */
  others: z.optional(z.array(z.object({ origin: Label, ...Head.shape }))),
  /** In the order they were written. */
  entries: z.array(Listed),
  /** The log's own entries that name its keys. */
  keysets: z.array(Listed).check(z.minLength(1)),
  /** Every other file of the archive. */
  files: z.array(z.object({ path: Label, sha256: Sha256 })),
})
export type BundleManifest = z.infer<typeof BundleManifest>

export const paths = { manifest: 'manifest.json', signature: 'manifest.dsse.json', report: 'report.html' } as const

/** The archive's files in order: it has no others. */
export function orderOf({ entries, keysets }: Pick<BundleManifest, 'entries' | 'keysets'>): string[] {
  const listed = [...entries, ...keysets].flatMap(({ envelope, proof }) => [envelope, proof])
  return [paths.manifest, paths.signature, paths.report, ...listed]
}
