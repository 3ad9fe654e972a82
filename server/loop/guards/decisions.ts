import { permitted } from '#server/governed.ts'
import { notFound } from '#server/platform/errors.ts'
import { inBatches } from '#server/platform/in-batches.ts'
import { EveryDecision, ListDecisions, ReadDecision } from './schemas.ts'
import {
  countVerdicts,
  type ListedVerdict,
  type VerdictsAsked,
  verdictRow,
  verdictRows,
  verdictServices,
} from './store.ts'
import type { DecisionLine, DecisionList } from './vocabulary.ts'

/** What policy decided, newest first. */
export const listDecisions = permitted(
  'change.read',
  ListDecisions,
  async (from, { limit, ...input }): Promise<DecisionList> => {
    const asked = whereOf(input)
    const [rows, matching, total, services] = await Promise.all([
      verdictRows(from, asked, limit),
      countVerdicts(from, asked),
      countVerdicts(from, {}),
      verdictServices(from),
    ])
    return { decisions: rows.map(lineOf), matching, total, services }
  },
)

/** All of them, newest first, read as they are taken. */
export const everyDecision = permitted('change.read', EveryDecision, async (from, asked) =>
  inBatches(
    async (after: string | null, many) => (await verdictRows(from, whereOf(asked), many, after)).map(lineOf),
    ({ id }) => id,
  ),
)

/** One verdict with everything it found. @throws Failure `notFound` */
export const readDecision = permitted('change.read', ReadDecision, async (from, { decisionId }) => {
  const row = await verdictRow(from, decisionId)
  if (!row) throw notFound('decision')
  const { findings, missing, evaluated, inputDigest, treeId, durationMs } = row
  return { ...lineOf(row), told: { findings, missing, evaluated }, inputDigest, tree: treeId, durationMs }
})

function whereOf({ decision, ...asked }: EveryDecision): VerdictsAsked {
  const given = Object.entries(asked).filter(([, value]) => value !== null)
  if (decision !== null && decision !== 'allow' && decision !== 'deny') return { nothing: true }
  return { ...Object.fromEntries(given), ...(decision === null ? {} : { allow: decision === 'allow' }) }
}

function lineOf({ change, findings, missing, ...row }: ListedVerdict): DecisionLine {
  const { id, changeId, stage, commit, policyDigest, allow, createdAt } = row
  const { title, service, tier } = change
  const count = (list: unknown) => (Array.isArray(list) ? list.length : 0)
  return {
    ...{ id, changeId, title, service, tier, stage, commit, policyDigest, allow, createdAt },
    findings: count(findings),
    missing: count(missing),
  }
}
