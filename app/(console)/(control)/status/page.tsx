import type { Metadata } from 'next'
import * as en from '#components/messages/en.ts'
import { Status } from '#components/status/status.tsx'
import { Prefetched, read, rpc } from '../../../rpc.tsx'

export const metadata: Metadata = { title: en.status.title }

export default async function StatusPage() {
  await read(rpc.status.read.queryOptions({}))
  return (
    <Prefetched>
      <Status />
    </Prefetched>
  )
}
