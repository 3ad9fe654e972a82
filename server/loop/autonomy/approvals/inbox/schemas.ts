import * as z from 'zod/mini'
import { inboxViews } from '../vocabulary.ts'

/** Where the last page ended: a moment in milliseconds, and the request that stood there. */
const Cursor = z.string().check(z.regex(/^\d{1,13}\.[\w-]{1,60}$/))

export const ReadInbox = z.object({
  view: z._default(z.enum(inboxViews), 'open'),
  cursor: z._default(z.nullable(Cursor), null),
})

export const CountInbox = z.object({})
