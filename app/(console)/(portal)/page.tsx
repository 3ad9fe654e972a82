import type { Metadata } from 'next'
import { Home } from '#components/home/home.tsx'
import * as en from '#components/messages/en.ts'
import { Prefetched, read, rpc } from '../../rpc.tsx'

export const metadata: Metadata = { title: en.shell.places.home }

export default async function HomePage() {
  await Promise.all([
    read(rpc.approvals.inbox.queryOptions({ view: 'needsMe' })),
    read(rpc.approvals.counts.queryOptions({})),
    read(rpc.changes.list.queryOptions({})),
  ])
  return (
    <Prefetched>
      <Home />
    </Prefetched>
  )
}
