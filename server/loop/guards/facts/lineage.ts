import type { ChangeFacts } from '#server/policy/schemas.ts'
import type { CommitInfo } from '#server/ports/git.ts'

/** What the ledger's side knows of a change: digests of the intent and the design that code was asked for. */
export interface Recorded {
  intentDigest: string | null
  designDigest: string | null
}

/** What a commit claims, next to what was recorded, and whose signature it carries. */
export function lineageFacts(
  commit: CommitInfo,
  recorded: Recorded,
  signature: { valid: boolean; keyId: string },
): NonNullable<ChangeFacts['lineage']> {
  const trailer = (name: string) => commit.trailers.findLast(([each]) => each === name)?.[1] ?? null
  return {
    recordedIntent: recorded.intentDigest,
    recordedDesign: recorded.designDigest,
    claimedIntent: trailer('Intent-Digest'),
    claimedDesign: trailer('Design-Digest'),
    claimedOrigin: trailer('Origin'),
    claimedGenerator: trailer('Generator'),
    signer: signature.valid ? signature.keyId : null,
    signatureValid: signature.valid,
    parents: [...commit.parents],
  }
}

/**
 * Whose signature a commit carries: one of the keys that sign or signed this system's commits.
 * @param holds whether the commit's signature is this key's, given as OpenSSH writes it
 */
export async function signerOf(
  keys: readonly { keyId: string; line: string }[],
  holds: (line: string) => Promise<boolean>,
): Promise<{ valid: boolean; keyId: string }> {
  for (const { keyId, line } of keys) if (await holds(line)) return { valid: true, keyId }
  return { valid: false, keyId: keys[0]?.keyId ?? '' }
}
