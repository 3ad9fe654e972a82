import * as z from 'zod/mini'
import type { Database, Transaction } from '#server/platform/db/index.ts'
import { notFound } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { ClassificationFacts } from '#server/policy/schemas.ts'
import { IntentSpec } from './schemas.ts'

export interface CurrentIntent {
  id: string
  revision: number
  text: string
  spec: IntentSpec | null
  /** What the policy was asked. */
  facts: ClassificationFacts
}

/** The newest revision of what was asked. */
export async function currentIntent(from: Transaction | Database, changeId: string): Promise<CurrentIntent> {
  const row = await from.intent.findFirst({ where: { changeId }, orderBy: { revision: 'desc' } })
  if (!row) throw notFound('intent')
  const { id, revision, text, spec, facts } = row
  const read = { spec: spec === null ? null : z.parse(IntentSpec, spec), facts: z.parse(ClassificationFacts, facts) }
  return { id, revision, text, ...read }
}

export interface NewRevision {
  /** Made here when left out. */
  id?: string
  changeId: string
  text: string
  spec: IntentSpec | null
  spans: object
  facts: object
  decision: object
  authorId: string
}

export async function insertRevision(
  tx: Transaction,
  { spec, id = newId('int'), ...intent }: NewRevision,
): Promise<string> {
  const revision = (await tx.intent.count({ where: { changeId: intent.changeId } })) + 1
  await tx.intent.create({ data: { id, revision, ...intent, ...(spec ? { spec } : {}) } })
  return id
}

export async function workspaceExists(from: Transaction | Database, service: string): Promise<boolean> {
  return (await from.workspace.count({ where: { service } })) > 0
}

export interface StoredRevision extends Omit<CurrentIntent, 'facts'> {
  /** A `Proposal` without its form. */
  spans: unknown
  /** An `IntentDecision`. */
  decision: unknown
  authorId: string
  createdAt: Date
}

/** Every revision, the newest last. */
export async function revisionsOf(from: Database, changeId: string): Promise<StoredRevision[]> {
  const rows = await from.intent.findMany({ where: { changeId }, orderBy: { revision: 'asc' } })
  return rows.map((row) => {
    const { id, revision, text, spans, decision, authorId, createdAt } = row
    const spec = row.spec === null ? null : z.parse(IntentSpec, row.spec)
    return { id, revision, text, spec, spans, decision, authorId, createdAt }
  })
}
