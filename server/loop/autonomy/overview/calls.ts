import { permitted } from '#server/governed.ts'
import { type EntryView, entriesOfChange } from '#server/loop/ledger/index.ts'
import type { Predicate } from '#server/loop/ledger/schemas.ts'
import { ReadChange } from './schemas.ts'
import type { ConsentCheckLine, RecordedCall, RecordedCalls } from './vocabulary.ts'

/** Every model and template call of a change, failed ones too, as its ledger holds them. */
export const readCalls = permitted('change.read', ReadChange, async (from, { changeId }): Promise<RecordedCalls> => {
  const entries = await entriesOfChange(from, changeId)
  return {
    calls: entries.filter(({ kind }) => kind === 'generation').map(callOf),
    consentChecks: entries.filter(({ kind }) => kind === 'consent-check').map(checkOf),
  }
})

/** Written before these were recorded, an entry has none of them. */
const unrecorded = { repair: 0, promptSha256: null, templateLines: null }

function callOf({ entryId, header, predicate }: EntryView): RecordedCall {
  const told = predicate as Predicate<'generation'>
  const { client: _client, requestId: _id, parameters: _p, outputs: _o, toolCalls: _t, humanLines: _h, ...call } = told
  return { ...unrecorded, entryId, at: header.occurredAt, scripted: header.scripted, ...call }
}

function checkOf({ entryId, header, predicate }: EntryView): ConsentCheckLine {
  const { decision, purpose, envelopeId, reason } = predicate as Predicate<'consent-check'>
  return { entryId, at: header.occurredAt, decision, purpose, envelopeId, reason }
}
