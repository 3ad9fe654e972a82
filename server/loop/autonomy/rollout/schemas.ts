import * as z from 'zod/mini'
import { roles } from '#server/identity/vocabulary.ts'

/** `step` is the one the caller saw; a rollout that has moved on since is a conflict. */
export const StepOfRollout = z.object({ changeId: z.string(), rolloutId: z.string(), step: z.int() })
export type StepOfRollout = z.infer<typeof StepOfRollout>

/** The way of one rollout, fixed when it starts, so that a later change of the rules does not move what is under way. */
export const LadderStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sandbox'), minimumSeconds: z.number() }),
  z.object({ kind: z.literal('canary'), weight: z.int(), minimumSeconds: z.number() }),
  z.object({ kind: z.literal('gate'), roles: z.array(z.enum(roles)) }),
])
export type LadderStep = z.infer<typeof LadderStep>
export const Ladder = z.array(LadderStep)

/** What is not asked for is null; a state or a service that nobody has matches nothing. */
export const ListRollouts = z.object({
  state: z._default(z.nullable(z.string()), null),
  service: z._default(z.nullable(z.string()), null),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(200)), 100),
})

export const ReadRollout = z.object({ rolloutId: z.string() })
