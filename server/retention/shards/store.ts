import type { Database, Transaction } from '#server/platform/db/index.ts'
import { named } from '../store.ts'
import type { ShardFacts, ShardLine } from '../vocabulary.ts'

type Source = Transaction | Database

interface ShardRow {
  shard: string
  origin: string
  newest: boolean
  kept_until: Date
  due: boolean
  archive: string | null
  dropped: boolean
  hold: string | null
}

/** Every shard, the oldest first, with what decides whether it may go. */
export async function shardLines(from: Source): Promise<ShardLine[]> {
  const rows = await from.$queryRaw<ShardRow[]>`
    SELECT s.shard, s.origin,
           NOT EXISTS (SELECT FROM ledger.shard later WHERE later.opened_at > s.opened_at) AS newest,
           ledger.kept_until(s.shard) AS kept_until, ledger.kept_until(s.shard) <= app_now() AS due,
           (SELECT a.sha256 FROM ledger.archive a JOIN ledger.checkpoint c ON c.shard = a.shard AND c.size = a.size AND c.root = a.root
             WHERE a.shard = s.shard AND c.size = (SELECT max(size) FROM ledger.checkpoint f WHERE f.shard = s.shard)
             ORDER BY a.verified_at DESC LIMIT 1) AS archive,
           EXISTS (SELECT FROM ledger.dropped_shard d WHERE d.shard = s.shard) AS dropped,
           ledger.hold_over_shard(s.shard) AS hold
    FROM ledger.shard s ORDER BY s.opened_at`
  return await Promise.all(
    rows.map(async ({ kept_until, hold, ...row }) => ({
      ...row,
      kind: 'shard' as const,
      known: !row.dropped,
      keptUntil: kept_until.toISOString(),
      hold: await named(from, hold),
    })),
  )
}

const unknown: ShardFacts = {
  kind: 'shard',
  known: false,
  newest: false,
  keptUntil: null,
  due: false,
  archive: null,
  hold: null,
}

export async function shardFacts(from: Source, shard: string): Promise<ShardFacts> {
  return (await shardLines(from)).find((line) => line.shard === shard) ?? unknown
}

export interface FinalHead {
  origin: string
  size: number
  rootSha256: string
}

/** A signed head of a shard. @param size null for the newest. @returns null when it has none */
export async function headOf(from: Source, shard: string, size: number | null): Promise<FinalHead | null> {
  const rows = await from.$queryRaw<FinalHead[]>`
    SELECT s.origin, c.size::float8 AS size, encode(c.root, 'hex') AS "rootSha256"
    FROM ledger.shard s JOIN ledger.checkpoint c USING (shard)
    WHERE s.shard = ${shard} AND (${size}::float8 IS NULL OR c.size = ${size}::float8::bigint)
    ORDER BY c.size DESC LIMIT 1`
  return rows[0] ?? null
}

export async function insertArchive(
  tx: Transaction,
  archive: { sha256: string; shard: string; size: number; rootSha256: string; verifiedBy: string; verifiedAt: Date },
): Promise<void> {
  const { sha256, shard, size, rootSha256, verifiedBy, verifiedAt } = archive
  await tx.$executeRaw`
    INSERT INTO ledger.archive (sha256, shard, size, root, verified_by, verified_at)
    VALUES (${sha256}, ${shard}, ${size}::float8::bigint, decode(${rootSha256}, 'hex'), ${verifiedBy}, ${verifiedAt})
    ON CONFLICT DO NOTHING`
}

export async function dropShard(
  tx: Transaction,
  removalId: string,
  confirmer: string,
): Promise<{ entries: number; archiveSha256: string }> {
  const rows = await tx.$queryRaw<{ dropped: { entries: number; archiveSha256: string } }[]>`
    SELECT ledger.drop_shard(${removalId}, ${confirmer}) AS dropped`
  if (!rows[0]) throw new Error('the database said nothing of the shard')
  return rows[0].dropped
}
