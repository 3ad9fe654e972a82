import * as z from 'zod/mini'
import { erasureGrounds, holdScopes } from './vocabulary.ts'

const Id = z.string().check(z.minLength(1), z.maxLength(200))
const Reason = z.string().check(z.trim(), z.minLength(3, 'Say why, in a few words.'), z.maxLength(2_000))

export const PlaceHold = z.object({
  scope: z.enum(holdScopes),
  /** A person's or change's id, or a shard's name; null for everything. */
  target: z.nullable(Id),
  reason: Reason,
})
export type PlaceHold = z.infer<typeof PlaceHold>

export const LiftHold = z.object({ holdId: Id, reason: Reason })
export type LiftHold = z.infer<typeof LiftHold>

export const AskErasure = z.object({ personId: Id, ground: z.enum(erasureGrounds) })
export type AskErasure = z.infer<typeof AskErasure>

export const AskDrop = z.object({ shard: Id })
export const OfRemoval = z.object({ removalId: Id })

/** What was found when an archive was read back. */
export const RecordArchive = z.object({
  shard: Id,
  size: z.int().check(z.positive()),
  rootSha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  archiveSha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
})
