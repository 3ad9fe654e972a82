import type { Metadata } from 'next'
import { EntryPage } from '#components/ledger/entry/entry-page.tsx'
import * as en from '#components/messages/en.ts'
import { Prefetched } from '../../../../prefetched.tsx'
import { read, rpc } from '../../../../rpc.ts'

export const metadata: Metadata = { title: en.ledger.id }

export default async function Entry({ params }: { params: Promise<{ entryId: string }> }) {
  const { entryId } = await params
  await read(rpc.ledger.read.queryOptions({ entryId }))
  return (
    <Prefetched>
      <EntryPage entryId={entryId} />
    </Prefetched>
  )
}
