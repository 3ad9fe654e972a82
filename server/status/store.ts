import type { Database } from '#server/platform/db/index.ts'

export interface ProcessRow {
  process: string
  kind: string
  pid: number
  runningWork: number
  seenAt: Date
}

/** Processes that said so in the last ten seconds. */
export async function livingProcesses(from: Database): Promise<ProcessRow[]> {
  return await from.presence.findMany({
    where: { seenAt: { gt: new Date(Date.now() - 10_000) } },
    select: { process: true, kind: true, pid: true, runningWork: true, seenAt: true },
    orderBy: [{ kind: 'asc' }, { process: 'asc' }],
  })
}

export interface LedgerFacts {
  entries: number
  pending: number
  head: { shard: string; size: number; root: string; signedAt: Date } | null
}

export async function ledgerFacts(from: Database): Promise<LedgerFacts> {
  const [counts] = await from.$queryRaw<{ entries: bigint; pending: bigint }[]>`
    SELECT (SELECT count(*) FROM ledger.event) AS entries, (SELECT count(*) FROM ledger.pending) AS pending`
  const [head] = await from.$queryRaw<{ shard: string; size: bigint; root: string; signed_at: Date }[]>`
    SELECT shard, size, encode(root, 'hex') AS root, signed_at FROM ledger.checkpoint
    ORDER BY shard COLLATE "C" DESC, size DESC LIMIT 1`
  return {
    entries: Number(counts?.entries ?? 0),
    pending: Number(counts?.pending ?? 0),
    head: head ? { shard: head.shard, size: Number(head.size), root: head.root, signedAt: head.signed_at } : null,
  }
}

/** Who wrote the newest code here, such as `templates`; null before the first. */
export async function lastProvider(from: Database): Promise<string | null> {
  const where = { provider: { not: null } }
  const run = await from.generationRun.findFirst({ where, orderBy: { startedAt: 'desc' }, select: { provider: true } })
  return run?.provider ?? null
}

/** @throws when it does not. */
export async function databaseAnswers(from: Database): Promise<void> {
  await from.$queryRaw`SELECT 1`
}
