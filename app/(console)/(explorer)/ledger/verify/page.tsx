import type { Metadata } from 'next'
import { VerifyPage } from '#components/ledger/verify/verify-page.tsx'
import * as en from '#components/messages/en.ts'
import { Prefetched } from '../../../../prefetched.tsx'
import { read, rpc } from '../../../../rpc.ts'

export const metadata: Metadata = { title: en.ledger.verifyName }

export default async function Verify() {
  await read(rpc.ledger.key.queryOptions({}))
  return (
    <Prefetched>
      <VerifyPage />
    </Prefetched>
  )
}
