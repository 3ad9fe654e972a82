import { permitted } from '#server/governed.ts'
import type { Actor } from '#server/identity/index.ts'
import { requestsById } from '../store.ts'
import { viewRequest } from '../view.ts'
import { awaitsReader, type InboxCounts, type InboxPage } from '../vocabulary.ts'
import { firstPageRows, furtherPageRows } from './numbers.ts'
import { CountInbox, ReadInbox } from './schemas.ts'
import { countOpen, type Place, placesIn, type Reader } from './store.ts'

/** One page of questions: open ones most urgent first, decided ones newest first. `next` is where the following page begins. */
export const inbox = permitted(
  'approval.read',
  ReadInbox,
  async (from, { view, cursor }, actor): Promise<InboxPage> => {
    const limit = cursor === null ? firstPageRows : furtherPageRows
    const places = await placesIn(from, view, readerOf(actor), cursor === null ? null : placeOf(cursor), limit + 1)
    const shown = places.slice(0, limit)
    const last = places.length > limit ? shown.at(-1) : undefined
    const requests = await requestsById(
      from,
      shown.map(({ id }) => id),
    )
    const seen = requests.map((request) => viewRequest(request, actor))
    // The statement narrows, the guard decides.
    return { requests: view === 'needsMe' ? seen.filter(awaitsReader) : seen, next: last ? cursorOf(last) : null }
  },
)

/** How many open questions wait for this person, for others, and how many are this person's own. */
export const countInbox = permitted('approval.read', CountInbox, async (from, _input, actor): Promise<InboxCounts> => {
  const { open, needsMe, mine } = await countOpen(from, readerOf(actor))
  return { needsMe, mine, others: open - needsMe - mine }
})

function readerOf(actor: Actor): Reader {
  return actor.kind === 'person' ? actor : { id: '', roles: [] }
}

function cursorOf({ at, id }: Place): string {
  return `${at.getTime()}.${id}`
}

function placeOf(cursor: string): Place {
  const [at = '0', id = ''] = cursor.split('.')
  return { at: new Date(Number(at)), id }
}
