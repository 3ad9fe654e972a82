import { dropFault, droppedShard } from './dropped.ts'
import { decodeEnvelope, equalBytes, leafHash, openCheckpoint, Tree, verifyEnvelope } from './format/index.ts'
import { native } from './native.ts'
import type { LedgerReader } from './ports.ts'
import { type TrustedKeys, VerificationFailed } from './proof/entry.ts'
import { keysOf } from './proof/keys.ts'
import { viewOf } from './read.ts'
import {
  checkpointsBetween,
  type EntryRow,
  type LeafRow,
  leafPage,
  lostEntries,
  rowsOfKind,
  type ShardRow,
  shards,
} from './store.ts'

export interface AuditFault {
  /** The entry or head that does not hold. */
  where: string
  what: string
}

export interface AuditReport {
  ok: boolean
  entries: number
  heads: number
  /** False when only the tree was checked. */
  signatures: boolean
  faults: readonly AuditFault[]
}

const pageSize = 2048
/** More than anyone reads; the rest is the same fault again. */
const faultLimit = 100

/**
 * Reads the whole ledger and recomputes everything: each envelope's hash and signature, the tree, and every head that
 * was ever signed, so a rewritten history is found wherever it was rewritten.
 */
export async function auditLedger(from: LedgerReader, { signatures = true } = {}): Promise<AuditReport> {
  const report = { entries: 0, heads: 0, faults: [] as AuditFault[] }
  const keysets = await rowsOfKind(from, 'keyset')
  for (const shard of await shards(from)) {
    if (await droppedShard(from, shard.shard)) {
      const what = await dropFault(from, shard.shard)
      if (what) report.faults.push({ where: `shard ${shard.shard}`, what })
      continue
    }
    try {
      const said = keysets.filter((row) => shardNamedBy(row) === shard.shard).map(({ envelope }) => envelope)
      await auditShard(from, shard, { keys: keysOf(said, null), signatures, report })
    } catch (error) {
      report.faults.push({
        where: `shard ${shard.shard}`,
        what: error instanceof Error ? error.message : String(error),
      })
    }
  }
  for (const entryId of await lostEntries(from)) {
    report.faults.push({ where: `entry ${entryId}`, what: 'it is neither in the tree nor waiting for it' })
  }
  return { ok: report.faults.length === 0, signatures, ...report, faults: report.faults.slice(0, faultLimit) }
}

/** @throws VerificationFailed naming the entry when it cannot be read. */
function shardNamedBy(row: EntryRow): unknown {
  try {
    return viewOf(row).predicate.shard
  } catch (cause) {
    throw new VerificationFailed(`entry ${row.entry_id} (keyset) cannot be read`, { cause })
  }
}

interface Audit {
  keys: TrustedKeys
  signatures: boolean
  report: { entries: number; heads: number; faults: AuditFault[] }
}

async function auditShard(from: LedgerReader, { shard }: ShardRow, audit: Audit): Promise<void> {
  const tree = new Tree(native)
  for (;;) {
    const rows = await leafPage(from, shard, tree.size, pageSize)
    if (rows.length === 0) return await headsUpTo(from, shard, tree.size, tree, audit)
    const heads = await checkpointsBetween(from, shard, tree.size, tree.size + rows.length)
    for (const row of rows) {
      await auditEntry(row, tree.size, audit)
      tree.append([leafHash(row.envelope ?? new Uint8Array(), native)])
      if (heads[0]?.size === tree.size) await auditHead(heads.shift()?.note ?? '', tree, audit)
    }
    audit.report.entries += rows.length
  }
}

/** Heads past the last leaf speak of entries that are gone. */
async function headsUpTo(from: LedgerReader, shard: string, size: number, tree: Tree, audit: Audit): Promise<void> {
  const beyond = await checkpointsBetween(from, shard, size, Number.MAX_SAFE_INTEGER)
  for (const head of beyond) {
    audit.report.faults.push({
      where: `head of ${head.size}`,
      what: `it was signed, but only ${tree.size} entries are left`,
    })
  }
}

async function auditEntry(row: LeafRow, expected: number, { keys, signatures, report }: Audit): Promise<void> {
  const where = `entry ${row.entry_id} (${row.kind}, number ${row.idx})`
  const fault = (what: string) => report.faults.push({ where, what })
  if (row.idx !== expected) fault(`number ${expected} is missing before it`)
  if (row.envelope === null) return void fault('its envelope is gone')
  if (!equalBytes(leafHash(row.envelope, native), row.leaf_hash)) fault('its envelope is not the one in the tree')
  if (!signatures) return
  try {
    await verifyEnvelope(decodeEnvelope(row.envelope), keys.entries)
  } catch (error) {
    fault(error instanceof Error ? error.message : String(error))
  }
}

async function auditHead(note: string, tree: Tree, { keys, report }: Audit): Promise<void> {
  report.heads++
  try {
    const { root } = await openCheckpoint(note, keys.checkpoint)
    if (equalBytes(root, tree.root())) return
    report.faults.push({ where: `head of ${tree.size}`, what: 'the entries below it are not those that were signed' })
  } catch (error) {
    report.faults.push({ where: `head of ${tree.size}`, what: error instanceof Error ? error.message : String(error) })
  }
}
