import type { PolicyRelease, Verdict } from '#prisma/client/client.ts'
import type { Database, Prisma, Transaction } from '#server/platform/db/index.ts'
import { newId } from '#server/platform/ids.ts'
import type { Judgement } from './judge.ts'
import { VerdictView } from './schemas.ts'

export type { PolicyRelease }

/** Records a judgement with the facts it was made of, so that it can be replayed. Rows are never changed. */
export async function insertVerdict(
  tx: Transaction,
  judgement: Judgement,
  of: { changeId: string; runId: string | null },
): Promise<string> {
  const { facts, verdict, findings, inputDigest, durationMs } = judgement
  const { id } = await tx.verdict.create({
    data: {
      id: newId('vrd'),
      ...of,
      stage: facts.stage,
      commit: facts.subject.commit,
      treeId: facts.subject.id,
      policyDigest: facts.policyDigest,
      inputDigest,
      input: facts,
      allow: verdict.allow,
      findings: findings as unknown as object[],
      missing: verdict.missingEvidence,
      evaluated: verdict.evaluated,
      durationMs,
    },
  })
  return id
}

/** A change's verdicts, newest first. */
export async function verdictsOfChange(from: Database | Transaction, changeId: string): Promise<VerdictView[]> {
  const rows = await from.verdict.findMany({ where: { changeId }, orderBy: { createdAt: 'desc' } })
  return rows.map(viewOf)
}

/** A verdict with what lists say of its change; its input is left in the database, for replay. */
export type ListedVerdict = Omit<Verdict, 'input'> & { change: { title: string; service: string; tier: string } }

const listed = {
  omit: { input: true },
  include: { change: { select: { title: true, service: true, tier: true } } },
} as const

export interface VerdictsAsked {
  allow?: boolean
  tier?: string
  service?: string
  /** A rule that was found broken. */
  rule?: string
  /** Asked for what cannot be. */
  nothing?: true
}

function verdictsWhere({ allow, tier, service, rule, nothing }: VerdictsAsked): Prisma.VerdictWhereInput {
  if (nothing) return { id: { in: [] } }
  return { allow, change: { tier, service }, ...(rule ? { findings: { array_contains: [{ rule }] } } : {}) }
}

/** Newest first. @param after the id to go on from; null from the top */
export async function verdictRows(
  from: Database,
  asked: VerdictsAsked,
  limit: number,
  after: string | null = null,
): Promise<ListedVerdict[]> {
  const orderBy: Prisma.VerdictOrderByWithRelationInput[] = [{ createdAt: 'desc' }, { id: 'desc' }]
  const onwards = { cursor: after === null ? undefined : { id: after }, skip: after === null ? 0 : 1 }
  return await from.verdict.findMany({ where: verdictsWhere(asked), orderBy, take: limit, ...onwards, ...listed })
}

export async function countVerdicts(from: Database, asked: VerdictsAsked): Promise<number> {
  return await from.verdict.count({ where: verdictsWhere(asked) })
}

/** Services of which something was judged, by name. */
export async function verdictServices(from: Database): Promise<string[]> {
  const where = { verdicts: { some: {} } }
  const select = { service: true } as const
  const rows = await from.change.findMany({ where, select, distinct: ['service'], orderBy: { service: 'asc' } })
  return rows.map(({ service }) => service)
}

export async function verdictRow(from: Database, id: string): Promise<ListedVerdict | null> {
  return await from.verdict.findUnique({ where: { id }, ...listed })
}

export async function findPolicyRelease(from: Database | Transaction, digest: string): Promise<PolicyRelease | null> {
  return await from.policyRelease.findUnique({ where: { digest } })
}

export async function insertPolicyRelease(
  tx: Transaction,
  release: Pick<PolicyRelease, 'digest' | 'testsPassed' | 'testsFailed'>,
): Promise<void> {
  await tx.policyRelease.createMany({ data: [release], skipDuplicates: true })
}

function viewOf({ treeId, missing, createdAt, ...row }: Verdict): VerdictView {
  const plain = { ...row, tree: treeId, missingEvidence: missing, createdAt: createdAt.toISOString() }
  return VerdictView.parse(plain)
}
