'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '#components/rpc/provider.tsx'

/** Whatever was done here changes what may be done next to it, so all of it is read anew. */
export function useReadAnew(): { onSettled: () => Promise<void> } {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return { onSettled: () => queries.invalidateQueries({ queryKey: trpc.retention.pathKey() }) }
}
