import type { PolicyRelease, Verdict } from '#prisma/client/client.ts'
import type { Database, Transaction } from '#server/platform/db/index.ts'
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
