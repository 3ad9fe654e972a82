import * as z from 'zod/mini'
import { CommitId, Count, EntryId, Label, Moment, Sha256 } from '../predicates/parts.ts'

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

/** A head over these entries that is outside the log's own machine too, and the proof that the bundle's head grew from it. */
const Anchored = z.object({
  kind: z.enum(['git', 'rfc3161']),
  place: Label,
  at: Moment,
  size: Count,
  /** Git: the commit the remote accepted. */
  commit: z.nullable(CommitId),
  /** The signed note, as it was anchored. */
  checkpoint: Label,
  /** RFC 3161: the token's file. */
  token: z.nullable(Label),
  /** base64, RFC 6962 §2.1.2; empty when the bundle stands under the anchored head itself. */
  consistency: z.array(z.string()),
})
export type Anchored = z.infer<typeof Anchored>

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
  /** The first of each place that covers all the entries. */
  anchors: z._default(z.array(Anchored), []),
  /** Every other file of the archive. */
  files: z.array(z.object({ path: Label, sha256: Sha256 })),
})
export type BundleManifest = z.infer<typeof BundleManifest>

export const paths = { manifest: 'manifest.json', signature: 'manifest.dsse.json', report: 'report.html' } as const

/** The archive's files in order: it has no others. */
export function orderOf({ entries, keysets, anchors }: BundleManifest): string[] {
  const listed = [...entries, ...keysets].flatMap(({ envelope, proof }) => [envelope, proof])
  return [paths.manifest, paths.signature, paths.report, ...listed, ...anchors.flatMap(filesOfAnchor)]
}

export function filesOfAnchor({ checkpoint, token }: Pick<Anchored, 'checkpoint' | 'token'>): string[] {
  return token === null ? [checkpoint] : [checkpoint, token]
}
