import type { Metadata } from 'next'
import { NewIntent } from '#components/intents/new-intent.tsx'
import { en } from '#components/messages/en.ts'
import { Prefetched, prefetch, rpc } from '../../../../rpc.tsx'

export const metadata: Metadata = { title: en.shell.newIntent }

export default async function NewIntentPage() {
  await prefetch(rpc.workspaces.list.queryOptions({}))
  return (
    <Prefetched>
      <NewIntent />
    </Prefetched>
  )
}
