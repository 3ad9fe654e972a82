import type { Act } from '#server/governed.ts'
import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { approvalEntry } from './entry.ts'
import { closeRequest, type Request, requestsOf } from './store.ts'

/** Ends every open or complete request of a change, or of one purpose: what they were about is no longer what there is. */
export async function lapse(act: Act, changeId: string, purpose?: string): Promise<EntryDraft[]> {
  const requests = await requestsOf(act.tx, changeId)
  const standing = requests.filter(
    (request) => ['open', 'complete'].includes(request.state) && (!purpose || request.purpose === purpose),
  )
  for (const request of standing) await closeRequest(act.tx, request, 'contentChanged')
  return standing.map((request) => lapsedEntry(request, 'contentChanged'))
}

/** Ends every open request of a change that its requester takes back. What was signed stays signed. */
export async function closeWithdrawn(act: Act, changeId: string): Promise<EntryDraft[]> {
  const open = (await requestsOf(act.tx, changeId)).filter(({ state }) => state === 'open')
  for (const request of open) await closeRequest(act.tx, request, 'withdrawn')
  return open.map((request) => lapsedEntry(request, 'withdrawn'))
}

function lapsedEntry(request: Request, code: string): EntryDraft {
  return approvalEntry(request, { decision: 'lapsed', role: null, automatic: true, code }, null)
}
