import type { Metadata } from 'next'
import * as en from '#components/messages/en.ts'
import { PrivacyPage } from '#components/retention/privacy-page.tsx'
import { Prefetched } from '../../../prefetched.tsx'
import { read, rpc } from '../../../rpc.ts'

export const metadata: Metadata = { title: en.privacy.title }

export default async function PrivacyRoute() {
  await read(rpc.retention.status.queryOptions({}))
  return (
    <Prefetched>
      <PrivacyPage />
    </Prefetched>
  )
}
