import { canonicalize, sha256, toHex, utf8 } from '../format/index.ts'
import type { EvidenceManifest } from '../schemas.ts'

/** The digest an approver signs: sha256 of the manifest's canonical JSON, hexadecimal. */
export function evidenceDigest(manifest: EvidenceManifest): string {
  return toHex(sha256(utf8(canonicalize(manifest))))
}
