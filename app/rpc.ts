import { dehydrate, type FetchInfiniteQueryOptions, type FetchQueryOptions, type QueryKey } from '@tanstack/react-query'
import { TRPCError } from '@trpc/server'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { newQueryClient } from '#components/rpc/query-client.ts'
import { appRouter } from '#server/api/root.ts'
import { requireSession } from './session.ts'

const queryClient = cache(newQueryClient)

/** The routers' verbs, called in this process with the actor of the request. */
export const rpc = createTRPCOptionsProxy({
  router: appRouter,
  queryClient,
  ctx: async () => ({ actor: (await requireSession()).actor }),
})

/** Where the story stands, read before any row of the page, so that the page can follow from there. */
export const liveHead = cache(async () => await queryClient().fetchQuery(rpc.live.head.queryOptions({})))

/** As many names as one question may ask for; a page asks for the others itself. */
const namesAtOnce = 200

/** How people are called, for a page whose first words say it. */
export async function namesOf(actors: readonly string[]) {
  const ids = [...new Set(actors)].filter((id) => id.startsWith('person_')).slice(0, namesAtOnce)
  return ids.length === 0 ? [] : await read(rpc.identity.names.queryOptions({ ids }))
}

const hidden: ReadonlySet<TRPCError['code']> = new Set(['NOT_FOUND', 'FORBIDDEN'])

/** Reads what a page shows before it renders, so that its first bytes already hold it. Nothing of that name, or not theirs to see: the page that says so. */
export async function read<Fetched, Failed, Data, Key extends QueryKey>(
  options: FetchQueryOptions<Fetched, Failed, Data, Key>,
): Promise<Data> {
  await liveHead()
  return await shownOrHidden(() => queryClient().fetchQuery(options))
}

/** The same for what is shown page after page: its first page. */
export async function readPages<Fetched, Failed, Data, Key extends QueryKey, Place>(
  options: FetchInfiniteQueryOptions<Fetched, Failed, Data, Key, Place>,
): Promise<void> {
  await liveHead()
  await shownOrHidden(() => queryClient().fetchInfiniteQuery(options))
}

async function shownOrHidden<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof TRPCError && hidden.has(error.code)) notFound()
    throw error
  }
}

/** What this page has read so far, in the form the browser takes it over in. */
export const readSoFar = () => dehydrate(queryClient())
