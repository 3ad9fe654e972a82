import type { TRPCClient } from '@trpc/client'
import type { AppRouter } from '#server/api/root.ts'

export type Asking = TRPCClient<AppRouter>

/**
 * The server's verbs, fetched by whoever first asks something: a page comes with what it shows.
 * @throws while they cannot be fetched; the next one who asks tries again
 */
export async function asking(): Promise<Asking> {
  return (await import('./client.ts')).client
}
