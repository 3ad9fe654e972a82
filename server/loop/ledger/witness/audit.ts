import { nativeMlDsa44 } from '../native.ts'
import type { LedgerReader } from '../ports.ts'
import type { TrustedKeys } from '../proof/entry.ts'
import { byEachPolicy, witnessingOf } from '../proof/witnessing.ts'

interface CosignedRow {
  size: number
  note: string
  lines: string
  /** Null when the head is not called witnessed. */
  outside: boolean | null
}

/** What does not hold of the cosignatures below heads with sizes over `after`, up to and including `last`. */
export async function witnessFaults(
  from: LedgerReader,
  shard: string,
  [after, last]: readonly [number, number],
  keys: TrustedKeys,
): Promise<{ where: string; what: string }[]> {
  const faults: { where: string; what: string }[] = []
  for (const row of await cosignedBetween(from, shard, after, last)) {
    const what = await faultOf(row, keys)
    if (what !== null) faults.push({ where: `head of ${row.size}`, what })
  }
  return faults
}

async function faultOf({ note, lines, outside }: CosignedRow, keys: TrustedKeys): Promise<string | null> {
  try {
    await witnessingOf(note + lines, keys, nativeMlDsa44)
    if (outside === null) return null
    const grades = (await byEachPolicy(note + lines, keys, nativeMlDsa44)).map(({ grade }) => grade)
    if (grades.includes('outside') || (!outside && grades.includes('local'))) return null
    return `it is called witnessed${outside ? ' by one elsewhere' : ''}, and its cosignatures do not show that`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function cosignedBetween(from: LedgerReader, shard: string, after: number, last: number): Promise<CosignedRow[]> {
  return from.$queryRawUnsafe(
    `select c.size::float8 as size, c.note, string_agg(s.line, '' order by s.kind, s.name) as lines,
       (select bool_or(w.outside) from ledger.witnessed w where w.shard = c.shard and w.size = c.size) as outside
     from ledger.checkpoint c join ledger.cosignature s on s.shard = c.shard and s.size = c.size
     where c.shard = $1::text and c.size > $2::float8::bigint and c.size <= $3::float8::bigint
     group by c.shard, c.size, c.note order by c.size`,
    shard,
    after,
    last,
  )
}
