import { HydrationBoundary } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { RpcProvider } from '#components/rpc/provider.tsx'
import { readSoFar } from './rpc.ts'

/**
 * Hands what was read to the components below, which ask for more over the same store. A file of its own: a page that does
 * without this does without the store.
 */
export function Prefetched({ children }: { children: ReactNode }) {
  return (
    <RpcProvider>
      <HydrationBoundary state={readSoFar()}>{children}</HydrationBoundary>
    </RpcProvider>
  )
}
