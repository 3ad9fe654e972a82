'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { SearchX } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { addressOf } from '#components/ui/filter-links.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Page } from '#components/ui/page.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { EntryRows } from './entry-rows.tsx'
import { FindBar } from './find-bar.tsx'
import { type Misread, qualifierNames, type TypedSearch } from './qualifiers.ts'

const words = en.lineagePath

/** Entries that have all of what was typed, newest first. */
export function TypedPage(props: {
  q: string
  asked: TypedSearch
  misread: readonly Misread[]
  before: number | null
}) {
  const { q, asked, misread, before } = props
  const { data } = useSuspenseQuery(useTRPC().ledger.search.queryOptions({ ...asked, before }))
  return (
    <Page
      title={en.shell.places.ledger}
      lead={en.ledger.lead}
      actions={<ButtonLink href="/ledger">{en.ledger.findClear}</ButtonLink>}
    >
      <div className="grid gap-5">
        <FindBar q={q} />
        {misread.length > 0 && <NotUnderstood misread={misread} />}
        <Panel title={words.found} intro={words.reflects(data.reflects.entries)} flush>
          {data.entries.length > 0 ? (
            <EntryRows entries={data.entries} />
          ) : (
            <Empty icon={SearchX} title={words.foundNothing}>
              {words.foundNothingWhy}
            </Empty>
          )}
          {(data.older !== null || before !== null) && (
            <nav aria-label={en.ledger.pages} className="flex justify-between gap-2 border-t border-line px-5 py-3">
              {before === null ? (
                <span />
              ) : (
                <ButtonLink href={addressOf('/ledger', { q })}>{en.ledger.newest}</ButtonLink>
              )}
              {data.older !== null && (
                <ButtonLink href={addressOf('/ledger', { q, before: String(data.older) })}>
                  {en.ledger.older}
                </ButtonLink>
              )}
            </nav>
          )}
        </Panel>
      </div>
    </Page>
  )
}

function NotUnderstood({ misread }: { misread: readonly Misread[] }) {
  return (
    <Notice tone="warn" title={words.misread}>
      <ul>
        {misread.map(({ word, why }) => (
          <li key={word}>
            <code>{word}</code>: {why === 'name' ? words.misreadName(qualifierNames.join(', ')) : words.misreadValue}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
