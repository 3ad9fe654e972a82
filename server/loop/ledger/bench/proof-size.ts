import { utf8 } from '../format/index.ts'
import type { LedgerReader } from '../ports.ts'
import { proofOf } from '../prove.ts'

/** Bytes of one tlog-proof at the tree's present size. */
export interface ProofSizes {
  /** The path and the log's own signature. */
  plain: number
  /** With the witnesses' lines; null while the head is not witnessed. */
  witnessed: number | null
  /** With the log's ML-DSA-44 line too. */
  postQuantum: number | null
}

/** An ML-DSA-44 cosignature is over 3,000 characters; an Ed25519 one, with any name, is far below. */
const longLine = 3_000

export async function proofSizes(from: LedgerReader, entryId: string): Promise<ProofSizes> {
  const lines = ((await proofOf(from, entryId)) ?? '').split('\n')
  const signed = lines.findIndex((line) => line.startsWith('— '))
  const below = lines.slice(signed + 1).filter((line) => line !== '')
  const short = below.filter((line) => line.length < longLine)
  const sizeOf = (signatures: readonly string[]) =>
    utf8([...lines.slice(0, signed + 1), ...signatures, ''].join('\n')).length
  return {
    plain: sizeOf([]),
    witnessed: short.length > 0 ? sizeOf(short) : null,
    postQuantum: below.length > short.length ? sizeOf(below) : null,
  }
}
