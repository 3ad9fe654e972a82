import type { Metadata } from 'next'
import { Home } from '#components/home/home.tsx'
import * as en from '#components/messages/en.ts'
import { KnownNames } from '#components/people/names.tsx'
import { liveHead, namesOf, read, rpc } from '../../rpc.ts'

export const metadata: Metadata = { title: en.shell.places.home }

export default async function HomePage() {
  const [inbox, counts, changes] = await Promise.all([
    read(rpc.approvals.inbox.queryOptions({ view: 'needsMe' })),
    read(rpc.approvals.counts.queryOptions({})),
    read(rpc.changes.list.queryOptions({})),
  ])
  const names = await namesOf([...inbox.requests, ...changes].map(({ requesterId }) => requesterId))
  return (
    <KnownNames of={names}>
      <Home rendered={{ head: await liveHead(), data: { inbox, counts, changes } }} />
    </KnownNames>
  )
}
