import { readHappenings, readHead, readMissed } from '#server/live/index.ts'
import { query, router } from './trpc.ts'

/** The stream itself is `GET /api/live`; these are its beginning, its past and its gaps. */
export const live = router({
  head: query(readHead),
  ofChange: query(readHappenings),
  missed: query(readMissed),
})
