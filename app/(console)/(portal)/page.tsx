import type { Metadata } from 'next'
import { Home } from '#components/home/home.tsx'
import { en } from '#components/messages/en.ts'
import { Prefetched, prefetch, rpc } from '../../rpc.tsx'

export const metadata: Metadata = { title: en.shell.places.home }

export default async function HomePage() {
  await prefetch(rpc.approvals.inbox.queryOptions({}), rpc.changes.list.queryOptions({}))
  return (
    <Prefetched>
      <Home />
    </Prefetched>
  )
}
