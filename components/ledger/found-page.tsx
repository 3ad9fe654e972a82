'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { SearchX } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { Page } from '#components/ui/page.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { searchedEntries } from '#server/loop/ledger/browse/vocabulary.ts'
import { EntryRows } from './entry-rows.tsx'
import { FindBar } from './find-bar.tsx'

const words = en.ledger

/** What a digest led to when it is not one entry alone. */
export function FoundPage({ q }: { q: string }) {
  const { data } = useSuspenseQuery(useTRPC().ledger.find.queryOptions({ q }))
  return (
    <Page
      title={en.shell.places.ledger}
      lead={words.lead}
      actions={<ButtonLink href="/ledger">{words.findClear}</ButtonLink>}
    >
      <div className="grid gap-5">
        <FindBar q={q} />
        <Panel
          title={data.entries.length > 0 ? words.findMany(data.entries.length, short(q)) : words.entries}
          id="found"
          flush
        >
          {data.entries.length > 0 ? (
            <EntryRows entries={data.entries} />
          ) : (
            <Empty icon={SearchX} title={words.findNothing}>
              {words.findNothingWhy(searchedEntries)}
            </Empty>
          )}
        </Panel>
      </div>
    </Page>
  )
}

const short = (q: string) => (q.length > 24 ? `${q.slice(0, 20)}…` : q)
