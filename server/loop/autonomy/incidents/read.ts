import { permitted } from '#server/governed.ts'
import { type EntryView, entriesOfChange, type Predicate } from '#server/loop/ledger/index.ts'
import { lineOf } from './list.ts'
import { ReadIncident } from './schemas.ts'
import { loadIncident } from './store.ts'
import type { IncidentView } from './vocabulary.ts'

/** One incident: what happened, what was done, and each entry it concerns, as the ledger has it. @throws Failure `notFound` */
export const readIncident = permitted(
  'incident.read',
  ReadIncident,
  async (from, { incidentId }): Promise<IncidentView> => {
    const incident = await loadIncident(from, incidentId)
    const { measure, measured, limit, detectedAt, decidedAt, restoredAt } = incident
    const { openedBy, reason, closedBy, closeReason } = incident
    const named = new Set(incident.entries.map(({ entryId }) => entryId))
    const all = await entriesOfChange(from, incident.changeId)
    const of = (kind: EntryView['kind']) => all.filter((entry) => entry.kind === kind && named.has(entry.entryId))
    return {
      ...lineOf(incident),
      ...{ measure, measured, limit, detectedAt, decidedAt, restoredAt },
      ...{ openedBy, reason, closedBy, closeReason },
      deployments: of('deployment').map(deployment),
      rollbacks: of('rollback').map(rollback),
      calls: of('generation').map(call),
      verdicts: of('policy-decision').map(verdict),
      own: all.filter(({ kind, predicate }) => kind === 'incident' && predicate.incidentId === incidentId).map(own),
    }
  },
)

const placed = ({ entryId, header }: EntryView) => ({ entryId, at: header.occurredAt })

function deployment(entry: EntryView) {
  const { event, stage, weightPartsOf10k } = entry.predicate as Predicate<'deployment'>
  return { ...placed(entry), event, stage, weight: weightPartsOf10k }
}

function rollback(entry: EntryView) {
  const { cause, restoredAt } = entry.predicate as Predicate<'rollback'>
  return { ...placed(entry), cause: cause ?? 'person', restored: restoredAt !== null }
}

function call(entry: EntryView) {
  const told = entry.predicate as Predicate<'generation'>
  const { purpose, provider, answeredModel, requestedModel, confidence, promptTemplateId, promptTemplateSha256 } = told
  const model = answeredModel ?? requestedModel
  return { ...placed(entry), purpose, provider, model, confidence, promptTemplateId, promptTemplateSha256 }
}

function verdict(entry: EntryView) {
  const { decision, packages } = entry.predicate as Predicate<'policy-decision'>
  return { ...placed(entry), decision, findings: packages.reduce((sum, { findings }) => sum + findings.length, 0) }
}

const own = (entry: EntryView) => ({ ...placed(entry), event: (entry.predicate as Predicate<'incident'>).event })
