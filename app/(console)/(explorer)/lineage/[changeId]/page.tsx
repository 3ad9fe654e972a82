import type { Metadata } from 'next'
import { type Asked, lineageAddress } from '#components/ledger/address.ts'
import { LineagePage } from '#components/ledger/lineage/lineage-page.tsx'
import * as en from '#components/messages/en.ts'
import { KnownNames } from '#components/people/names.tsx'
import { liveHead, namesOf, read, rpc } from '../../../../rpc.ts'

export const metadata: Metadata = { title: en.changes.lineage }

export default async function Lineage(props: { params: Promise<{ changeId: string }>; searchParams: Promise<Asked> }) {
  const { changeId } = await props.params
  const address = lineageAddress(await props.searchParams)
  const data = await read(rpc.ledger.lineage.queryOptions({ changeId, asOf: address.asOf }))
  const names = await namesOf(data.entries.map(({ actor }) => actor))
  return (
    <KnownNames of={names}>
      <LineagePage changeId={changeId} rendered={{ head: await liveHead(), data }} address={address} />
    </KnownNames>
  )
}
