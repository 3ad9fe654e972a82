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
  return await close(act, standing, 'contentChanged')
}

/** Ends every open request of a change that its requester takes back. What was signed stays signed. */
export async function closeWithdrawn(act: Act, changeId: string): Promise<EntryDraft[]> {
  const requests = await requestsOf(act.tx, changeId)
  return await close(
    act,
    requests.filter(({ state }) => state === 'open'),
    'withdrawn',
  )
}

async function close(act: Act, requests: readonly Request[], code: 'contentChanged' | 'withdrawn') {
  for (const request of requests) await closeRequest(act.tx, request, code)
  return requests.map((request) =>
    approvalEntry(request, { decision: 'lapsed', role: null, automatic: true, code }, null),
  )
}
