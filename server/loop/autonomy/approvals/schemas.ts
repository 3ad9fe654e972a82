import * as z from 'zod/mini'
import { roles } from '#server/identity/vocabulary.ts'

export const Decide = z.object({
  changeId: z.string(),
  requestId: z.string(),
  role: z.enum(roles),
  /** sha256 of what the person read, hexadecimal. */
  seenDigest: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  reason: z.string().check(z.trim(), z.minLength(1, 'Say why, in a few words.'), z.maxLength(2000)),
})
export type Decide = z.infer<typeof Decide>

export const RequestOfChange = z.object({ changeId: z.string(), requestId: z.string() })
export const ReadRequest = z.object({ requestId: z.string() })
