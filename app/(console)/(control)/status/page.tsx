import type { Metadata } from 'next'
import * as en from '#components/messages/en.ts'
import { Status } from '#components/status/status.tsx'
import { Prefetched } from '../../../prefetched.tsx'
import { read, rpc } from '../../../rpc.ts'

export const metadata: Metadata = { title: en.status.title }

export default async function StatusPage() {
  await read(rpc.status.read.queryOptions({}))
  return (
    <Prefetched>
      <Status />
    </Prefetched>
  )
}
