import { dropFault, droppedShard } from './dropped.ts'
import { decodeEnvelope, equalBytes, leafHash, Tree, verifyEnvelope } from './format/index.ts'
import { type Closed, keysInOrder, precededBy } from './keyset/chain.ts'
import { native } from './native.ts'
import type { LedgerReader } from './ports.ts'
import { openHead, type TrustedKeys, verifySigned } from './proof/entry.ts'
import { checkpointsBetween, type LeafRow, leafPage, lostEntries, type ShardRow, shards } from './store.ts'
import { witnessFaults } from './witness/audit.ts'

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
 * was ever signed or countersigned, so a rewritten history is found wherever it was rewritten.
 */
export async function auditLedger(from: LedgerReader, { signatures = true } = {}): Promise<AuditReport> {
  const report = { entries: 0, heads: 0, faults: [] as AuditFault[] }
  const { keys, faults } = await keysInOrder(from)
  report.faults.push(...faults)
  let before: Closed | null = null
  for (const shard of await shards(from)) {
    const dropped = (await droppedShard(from, shard.shard)) !== null
    if (dropped) report.faults.push(...(await dropFaults(from, shard.shard)))
    before = dropped ? null : await auditShard(from, shard, before, { keys, signatures, report })
  }
  for (const entryId of await lostEntries(from)) {
    report.faults.push({ where: `entry ${entryId}`, what: 'it is neither in the tree nor waiting for it' })
  }
  return { ok: report.faults.length === 0, signatures, ...report, faults: report.faults.slice(0, faultLimit) }
}

async function dropFaults(from: LedgerReader, shard: string): Promise<AuditFault[]> {
  const what = await dropFault(from, shard)
  return what === null ? [] : [{ where: `shard ${shard}`, what }]
}

interface Audit {
  keys: TrustedKeys
  signatures: boolean
  report: { entries: number; heads: number; faults: AuditFault[] }
}

async function auditShard(from: LedgerReader, at: ShardRow, before: Closed | null, audit: Audit): Promise<Closed> {
  const { shard } = at
  const tree = new Tree(native)
  let lastEntry = ''
  for (;;) {
    const rows = await leafPage(from, shard, tree.size, pageSize)
    if (tree.size === 0) audit.report.faults.push(...precededBy(at, rows[0], before))
    if (rows.length === 0) {
      await headsUpTo(from, shard, tree.size, tree, audit)
      return { ...at, size: tree.size, root: tree.root(), lastEntry }
    }
    lastEntry = rows.at(-1)?.entry_id ?? ''
    const range = [tree.size, tree.size + rows.length] as const
    const heads = await checkpointsBetween(from, shard, ...range)
    if (audit.signatures) audit.report.faults.push(...(await witnessFaults(from, shard, range, audit.keys)))
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
    const keyIds = await verifyEnvelope(decodeEnvelope(row.envelope), keys.entries)
    if (keyIds.every((keyId) => keys.ended.has(keyId))) await verifySigned(row.envelope, keys)
  } catch (error) {
    fault(error instanceof Error ? error.message : String(error))
  }
}

async function auditHead(note: string, tree: Tree, { keys, report }: Audit): Promise<void> {
  report.heads++
  try {
    const { root } = await openHead(note, keys)
    if (equalBytes(root, tree.root())) return
    report.faults.push({ where: `head of ${tree.size}`, what: 'the entries below it are not those that were signed' })
  } catch (error) {
    report.faults.push({ where: `head of ${tree.size}`, what: error instanceof Error ? error.message : String(error) })
  }
}
