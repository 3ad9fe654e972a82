import * as z from 'zod/mini'

export const OfRollout = z.object({ changeId: z.string(), rolloutId: z.string() })

/** `step` is the one the caller saw; a rollout that has moved on since is a conflict. */
export const StepOfRollout = z.object({ changeId: z.string(), rolloutId: z.string(), step: z.int() })
export type StepOfRollout = z.infer<typeof StepOfRollout>
