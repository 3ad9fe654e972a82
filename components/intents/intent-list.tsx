'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { ListTree } from 'lucide-react'
import { ChangeRows } from '#components/changes/change-rows.tsx'
import { en } from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { Page } from '#components/ui/page.tsx'
import { Peek, usePeek } from '#components/ui/peek.tsx'
import { useRowKeys } from '#components/ui/row-keys.ts'
import { IntentPeek } from './intent-peek.tsx'

const words = en.intents

/** Everything that was asked for, newest first; each can be peeked at without leaving the list. */
export function IntentList() {
  const { data: changes } = useSuspenseQuery(useTRPC().changes.list.queryOptions({}))
  const peeking = usePeek(changes.map(({ id }) => id))
  const rows = useRowKeys({ p: peeking.show })
  const create = (
    <ButtonLink href="/intents/new" look="primary">
      {en.shell.newIntent}
    </ButtonLink>
  )
  return (
    <Page title={words.list} lead={words.listLead} actions={create}>
      <section aria-label={words.list} className="rounded-panel border border-line bg-surface">
        {changes.length > 0 ? (
          <div ref={rows}>
            <ChangeRows changes={changes} onPeek={peeking.show} peeked={peeking.id} />
          </div>
        ) : (
          <Empty icon={ListTree} title={words.listEmpty} action={create}>
            {words.listEmptyWhy}
          </Empty>
        )}
      </section>
      {peeking.id !== null && (
        <Peek peeking={peeking} title={words.peek}>
          <IntentPeek key={peeking.id} changeId={peeking.id} />
        </Peek>
      )}
    </Page>
  )
}
