import * as z from 'zod/mini'
import { permitted } from '#server/governed.ts'
import { happeningsAfter, happeningsOfChange, headCursor } from './store.ts'
import { type Heard, readCursor } from './vocabulary.ts'

/** How many happenings of one change a page shows; older ones are in the ledger. */
const pageOfChange = 500

/** Where the story stands: read this before the rows, and follow the stream from here. */
export const readHead = permitted('change.read', z.object({}), async (from) => await headCursor(from))

/** What one change went through. */
export const readHappenings = permitted(
  'change.read',
  z.object({ changeId: z.string() }),
  async (from, { changeId }) => await happeningsOfChange(from, changeId, pageOfChange),
)

/** For a reader that noticed a gap: what it missed, a page at a time. */
export const readMissed = permitted('change.read', z.object({ after: z.string() }), async (from, { after }) => {
  let previous = readCursor(after) ?? (await headCursor(from))
  return (await happeningsAfter(from, previous)).map((happening): Heard => {
    const heard = { previous, happening }
    previous = happening.cursor
    return heard
  })
})
