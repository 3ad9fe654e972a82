'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { ListTree } from 'lucide-react'
import { ChangeRows } from '#components/changes/change-rows.tsx'
import { en } from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { DownloadLink } from '#components/ui/download-link.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { Page } from '#components/ui/page.tsx'

const words = en.intents

/** Everything that was asked for, newest first. */
export function IntentList() {
  const { data: changes } = useSuspenseQuery(useTRPC().changes.list.queryOptions({}))
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
          {changes.length > 0 && <DownloadLink href="/api/csv/intents">{en.ui.downloadCsv}</DownloadLink>}
          {create}
        </>
      }
    >
      <section aria-label={words.list} className="rounded-panel border border-line bg-surface">
        {changes.length > 0 ? (
          <ChangeRows changes={changes} />
        ) : (
          <Empty icon={ListTree} title={words.listEmpty} action={create}>
            {words.listEmptyWhy}
          </Empty>
        )}
      </section>
    </Page>
  )
}
