import { equalBytes, fromBase64, fromUtf8, verifyConsistency } from '../format/index.ts'
import { absentGrades } from '../vocabulary.ts'
import { openHead, type TrustedKeys, VerificationFailed, type VerifiedEntry } from './entry.ts'
import type { Anchored, BundleManifest } from './manifest.ts'

/**
 * The anchored heads were signed by the log, cover every entry of the tree, and are beginnings of the bundle's head.
 * @param home the bundle's entries in the tree that `origin` names
 * @throws VerificationFailed
 */
export async function verifyAnchors(
  { anchors, head, origin }: BundleManifest,
  home: readonly VerifiedEntry[],
  fileOf: (path: string) => Uint8Array,
  keys: TrustedKeys,
): Promise<void> {
  for (const anchor of anchors) {
    const { size, root, origin: of } = await openHead(fromUtf8(fileOf(anchor.checkpoint)), keys)
    if (of !== origin) throw new VerificationFailed(`${anchor.checkpoint} is of another tree`)
    if (size !== anchor.size) throw new VerificationFailed(`${anchor.checkpoint} is of another size`)
    if (home.some(({ index }) => index >= size)) throw new VerificationFailed(`${anchor.checkpoint} is too early`)
    const root2 = fromBase64(head.root)
    const proof = anchor.consistency.map(fromBase64)
    const same = size === head.size && equalBytes(root, root2)
    if (!same && !verifyConsistency({ size1: size, root1: root, size2: head.size, root2, proof })) {
      throw new VerificationFailed(`${anchor.checkpoint} is not a beginning of the tree`)
    }
  }
}

/** What the anchors show by themselves. */
export function anchorsProved({ anchors }: BundleManifest): string[] {
  return anchors.map(
    ({ kind, place, size }) =>
      `The head of ${size} entries that was laid down at ${place} (${kind === 'git' ? 'Git' : 'RFC 3161'}) is signed by the log, covers all of these, and the tree only grew since.`,
  )
}

/** What only the outside place can confirm, and how to ask it. */
export function anchorsNotProved({ anchors, origin }: BundleManifest): string[] {
  const shard = origin.split('/').at(-1)
  const ask = ({ kind, place, at, commit, checkpoint, token }: Anchored) =>
    kind === 'git'
      ? `That ${place} holds commit ${commit} since ${at}: fetch refs/ledger/${shard} from there and compare its file checkpoint with ${checkpoint}.`
      : `That ${place} stamped it at ${at}: openssl ts -verify -token_in -in ${token} -data ${checkpoint} -CAfile the certificates you trust.`
  return anchors.some(({ kind }) => kind === 'git') ? anchors.map(ask) : [...anchors.map(ask), absentGrades.anchored]
}
