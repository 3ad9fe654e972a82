import type { Metadata } from 'next'
import { Status } from '#components/status/status.tsx'
import { en } from '#components/messages/en.ts'
import { Prefetched, prefetch, rpc } from '../../../rpc.tsx'

export const metadata: Metadata = { title: en.status.title }

export default async function StatusPage() {
  await prefetch(rpc.status.read.queryOptions({}))
  return (
    <Prefetched>
      <Status />
    </Prefetched>
  )
}
