import type { Metadata } from 'next'
import { type Asked, lineageAddress } from '#components/ledger/address.ts'
import { LineagePage } from '#components/ledger/lineage/lineage-page.tsx'
import * as en from '#components/messages/en.ts'
import { Prefetched, read, rpc } from '../../../../rpc.tsx'

export const metadata: Metadata = { title: en.changes.lineage }

export default async function Lineage(props: { params: Promise<{ changeId: string }>; searchParams: Promise<Asked> }) {
  const { changeId } = await props.params
  const address = lineageAddress(await props.searchParams)
  await read(rpc.ledger.lineage.queryOptions({ changeId, asOf: address.asOf }))
  return (
    <Prefetched>
      <LineagePage changeId={changeId} address={address} />
    </Prefetched>
  )
}
