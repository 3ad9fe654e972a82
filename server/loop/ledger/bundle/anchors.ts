import { anchorsOver, noteAt } from '../anchor/store.ts'
import { toBase64, utf8 } from '../format/index.ts'
import type { LedgerReader } from '../ports.ts'
import type { Anchored } from '../proof/manifest.ts'
import type { ArchiveFile } from '../proof/tar.ts'
import { headOf, type Prover } from '../prove.ts'

export interface AnchorPart {
  listed: Anchored[]
  files: ArchiveFile[]
}

/** The first anchor of each place over the entry `last` and all before it. */
export async function anchorsOf(from: LedgerReader, shard: string, last: number, prover: Prover): Promise<AnchorPart> {
  const part: AnchorPart = { listed: [], files: [] }
  const { size: head } = headOf(prover.checkpoint)
  for (const [at, row] of (await anchorsOver(from, shard, last + 1, head)).entries()) {
    const { kind, place, size, commit, token } = row
    const note = await noteAt(from, shard, size)
    if (note === null) continue
    const name = `anchors/${String(at).padStart(4, '0')}-${kind}`
    const files = { checkpoint: `${name}.checkpoint`, token: token && `${name}.token` }
    const consistency = size < head ? (await prover.grownFrom(size)).map(toBase64) : []
    part.listed.push({ kind, place, at: row.at, size, commit, ...files, consistency })
    part.files.push({ path: files.checkpoint, data: utf8(note) })
    if (token && files.token) part.files.push({ path: files.token, data: token })
  }
  return part
}
