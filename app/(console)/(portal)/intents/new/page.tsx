import type { Metadata } from 'next'
import { NewIntent } from '#components/intents/new/new-intent.tsx'
import * as en from '#components/messages/en.ts'
import { Prefetched } from '../../../../prefetched.tsx'
import { read, rpc } from '../../../../rpc.ts'

export const metadata: Metadata = { title: en.shell.newIntent }

export default async function NewIntentPage() {
  await read(rpc.workspaces.list.queryOptions({}))
  return (
    <Prefetched>
      <NewIntent />
    </Prefetched>
  )
}
