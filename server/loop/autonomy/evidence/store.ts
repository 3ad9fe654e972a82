import type { Transaction } from '#server/platform/db/index.ts'

interface Evidence {
  /** sha256 of the canonical content, hexadecimal. */
  digest: string
  changeId: string
  content: object
}

/** Content is named by its digest, so writing the same twice is one row. */
export async function insertEvidence(tx: Transaction, { digest, changeId, content }: Evidence): Promise<void> {
  await tx.evidenceBundle.createMany({ data: [{ digest, changeId, content }], skipDuplicates: true })
}
