import type { Metadata } from 'next'
import type { Asked } from '#components/ledger/address.ts'
import { pathAddress } from '#components/ledger/path/ends.ts'
import { PathPage } from '#components/ledger/path/path-page.tsx'
import * as en from '#components/messages/en.ts'
import { Prefetched } from '../../../../prefetched.tsx'
import { read, rpc } from '../../../../rpc.ts'

export const metadata: Metadata = { title: en.lineagePath.title }

export default async function LineagePath({ searchParams }: { searchParams: Promise<Asked> }) {
  const address = pathAddress(await searchParams)
  await read(rpc.ledger.key.queryOptions({}))
  return (
    <Prefetched>
      <PathPage address={address} />
    </Prefetched>
  )
}
