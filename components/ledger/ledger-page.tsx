'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { DownloadLink } from '#components/ui/download-link.tsx'
import { addressOf } from '#components/ui/filter-links.tsx'
import { Page } from '#components/ui/page.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { EntryPage } from '#server/loop/ledger/browse/vocabulary.ts'
import { type ListAddress, listHref } from './address.ts'
import { EntryRows } from './entry-rows.tsx'
import { FindBar, KindBar } from './find-bar.tsx'
import { HeadPanel } from './head-panel.tsx'
import { NoEntries } from './no-entries.tsx'

const words = en.ledger

/** Entries reach the tree about once a second; a page that shows a waiting one looks again. */
const lookAgainMs = 2_000

/** All entries, newest first, a page at a time. */
export function LedgerPage({ address }: { address: ListAddress }) {
  const { data } = useSuspenseQuery({
    ...useTRPC().ledger.list.queryOptions(address),
    refetchInterval: ({ state }) => (waits(state.data) ? lookAgainMs : false),
  })
  return (
    <Page
      title={en.shell.places.ledger}
      lead={words.lead}
      actions={<ButtonLink href="/ledger/verify">{words.verifyBundle}</ButtonLink>}
    >
      <div className="grid gap-5">
        <HeadPanel head={data.head} />
        <FindBar />
        <Panel title={words.entries} flush aside={<Aside kind={address.kind} empty={data.entries.length === 0} />}>
          {data.entries.length > 0 ? <EntryRows entries={data.entries} /> : <NoEntries address={address} />}
          <Pages address={address} older={data.older} />
        </Panel>
      </div>
    </Page>
  )
}

function Aside({ kind, empty }: { kind: string | null; empty: boolean }) {
  return (
    <div className="flex flex-wrap items-end gap-2">
      <KindBar kind={kind} />
      {!empty && <DownloadLink href={addressOf('/api/csv/ledger', { kind })}>{en.ui.downloadCsv}</DownloadLink>}
    </div>
  )
}

function Pages({ address, older }: { address: ListAddress; older: number | null }) {
  if (older === null && address.before === null) return null
  return (
    <nav aria-label={words.pages} className="flex justify-between gap-2 border-t border-line px-5 py-3">
      {address.before !== null ? (
        <ButtonLink href={listHref({ ...address, before: null })}>{words.newest}</ButtonLink>
      ) : (
        <span />
      )}
      {older !== null && <ButtonLink href={listHref({ ...address, before: older })}>{words.older}</ButtonLink>}
    </nav>
  )
}

const waits = (page: EntryPage | undefined) => page?.entries.some(({ index }) => index === null) ?? false
