'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { ListTree } from 'lucide-react'
import { ChangeRows } from '#components/changes/change-rows.tsx'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { DownloadLink } from '#components/ui/download-link.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { addressOf, NoneMatch } from '#components/ui/filter-links.tsx'
import { Page } from '#components/ui/page.tsx'
import { Peek, usePeek } from '#components/ui/peek.tsx'
import { useRowKeys } from '#components/ui/row-keys.ts'
import type { AskedIntents } from './asked.ts'
import { IntentFilters, IntentPages, listPath } from './intent-filters.tsx'
import { IntentPeek } from './intent-peek.tsx'

const words = en.intents

/** What was asked for, newest first; which of it is said by the address. Each can be peeked at without leaving the list. */
export function IntentList({ asked }: { asked: AskedIntents }) {
  const { data } = useSuspenseQuery(useTRPC().changes.search.queryOptions(asked))
  const { changes, total } = data
  const peeking = usePeek(changes.map(({ id }) => id))
  const rows = useRowKeys({ p: peeking.show })
  const create = (
    <ButtonLink href="/intents/new" look="primary">
      {en.shell.newIntent}
    </ButtonLink>
  )
  return (
    <Page
      title={words.list}
      lead={words.listLead}
      actions={
        <>
          {changes.length > 0 && <DownloadLink href={csvOf(asked)}>{en.ui.downloadCsv}</DownloadLink>}
          {create}
        </>
      }
    >
      {total > 0 && <IntentFilters asked={asked} found={data} />}
      <section aria-label={words.list} className="rounded-panel border border-line bg-surface">
        {changes.length > 0 && (
          <div ref={rows}>
            <ChangeRows changes={changes} onPeek={peeking.show} peeked={peeking.id} />
          </div>
        )}
        {changes.length === 0 && total > 0 && <NoneMatch total={total} path={listPath} />}
        {total === 0 && (
          <Empty icon={ListTree} title={words.listEmpty} action={create}>
            {words.listEmptyWhy}
          </Empty>
        )}
      </section>
      <IntentPages asked={asked} found={data} />
      {peeking.id !== null && (
        <Peek peeking={peeking} title={en.changes.peek}>
          <IntentPeek key={peeking.id} changeId={peeking.id} />
        </Peek>
      )}
    </Page>
  )
}

/** All that the page searched for, from the newest on. */
const csvOf = (asked: AskedIntents) => addressOf('/api/csv/intents', { ...asked, before: null })
