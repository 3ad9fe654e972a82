import * as z from 'zod/mini'
import { permitted } from '#server/governed.ts'
import { publishedKey } from './read.ts'

/** The key this instance publishes for its tree; null before the log was opened. */
export const readKey = permitted('ledger.read', z.object({}), async (from) => ({
  checkpointKey: await publishedKey(from),
}))
