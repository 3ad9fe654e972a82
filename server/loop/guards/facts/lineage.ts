import type { ChangeFacts } from '#server/policy/schemas.ts'
import type { CommitInfo } from '#server/ports/git.ts'
import type { Signer } from '#server/ports/signer.ts'

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

/** The system's commit key as OpenSSH writes it (RFC 8709 §4), and its id. */
export async function commitKey(signer: Signer): Promise<{ keyId: string; line: string }> {
  const { keyId, spki } = await signer.publicKey('commit')
  const name = Buffer.from('ssh-ed25519')
  const key = Buffer.from(spki.subarray(-32))
  const blob = Buffer.concat([length(name), name, length(key), key])
  return { keyId, line: `ssh-ed25519 ${blob.toString('base64')}` }
}

function length(bytes: Buffer): Buffer {
  const prefix = Buffer.alloc(4)
  prefix.writeUInt32BE(bytes.length)
  return prefix
}
