import { initTRPC } from '@trpc/server'
import superjson from 'superjson'
import type { Permission, PersonActor, ReadPermission } from '#server/identity/index.ts'
import type { Actor } from '#server/identity/vocabulary.ts'
import { Failure } from '#server/platform/errors.ts'
import { sendable, sentFailure } from './failures.ts'

/** Who calls; null when nobody is signed in. */
export interface ApiContext {
  actor: PersonActor | null
}

const api = initTRPC
  .context<ApiContext>()
  .meta<{ permission: Permission | ReadPermission }>()
  .create({
    transformer: superjson,
    errorFormatter: ({ shape, error }) => ({
      ...shape,
      data: { httpStatus: shape.data.httpStatus, path: shape.data.path, failure: sentFailure(error) },
    }),
  })

const notSignedIn = () =>
  new Failure('notSignedIn', 'noSession', 'You are signed out. Sign in again; what you wrote is still here.')

const signedIn = api.procedure.use(async ({ ctx, next }) => {
  if (!ctx.actor) throw sendable(notSignedIn())
  const result = await next({ ctx: { actor: ctx.actor } })
  if (!result.ok) throw sendable(result.error.cause ?? result.error)
  return result
})

export interface Read<Input, Result> {
  (actor: Actor, input: Input): Promise<Result>
  readonly permission: ReadPermission
}

export interface Write<Input, Result> {
  (actor: Actor, input: Input): Promise<Result>
  readonly permission: Permission
}

/** Input goes to the verb as it came: the verb parses it, and nobody before it. */
const carried =
  <Input>() =>
  (raw: unknown) =>
    raw as Input

/** What a procedure asks of its caller, for whoever reads the table of contents; the verb itself checks it. */
const needs = ({ permission }: { permission: Permission | ReadPermission }) => ({ permission })

/** Carries one `permitted` verb. */
export const query = <Input, Result>(verb: Read<Input, Result>) =>
  signedIn
    .meta(needs(verb))
    .input(carried<Input>())
    .query(({ ctx, input }) => verb(ctx.actor, input as Input))

/** Carries one `governed` verb. */
export const mutation = <Input, Result>(verb: Write<Input, Result>) =>
  signedIn
    .meta(needs(verb))
    .input(carried<Input>())
    .mutation(({ ctx, input }) => verb(ctx.actor, input as Input))

export const router = api.router
