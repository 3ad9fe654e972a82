'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Page } from '#components/ui/page.tsx'
import { AskErasure } from './ask-erasure.tsx'
import { Holds } from './holds.tsx'
import { PlaceHold } from './place-hold.tsx'
import { Removals } from './removals.tsx'
import { Shards } from './shards.tsx'

const words = en.privacy

/** What was asked to be removed, what is held, how long the ledger is kept. */
export function PrivacyPage() {
  const { data } = useSuspenseQuery(useTRPC().retention.status.queryOptions({}))
  return (
    <Page title={words.title} lead={words.lead}>
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid grid-cols-1 gap-5">
          <Removals removals={data.removals} />
          <Holds holds={data.holds} />
          <Shards shards={data.shards} />
        </div>
        <div className="grid grid-cols-1 gap-5">
          <AskErasure people={data.people} />
          <PlaceHold />
        </div>
      </div>
    </Page>
  )
}
