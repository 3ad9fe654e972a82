'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { ListTree } from 'lucide-react'
import { ChangeRows } from '#components/changes/change-rows.tsx'
import { en } from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { FilterLinks, NoneMatch } from '#components/ui/filter-links.tsx'
import { Page } from '#components/ui/page.tsx'
import { newestShown } from '#server/loop/autonomy/overview/vocabulary.ts'

const words = en.intents
const path = '/intents'

/** Everything that was asked for, newest first; whose is said by the address. */
export function IntentList({ asked }: { asked: { whose: string | null } }) {
  const trpc = useTRPC()
  const { data: all } = useSuspenseQuery(trpc.changes.list.queryOptions({}))
  const { data: changes } = useSuspenseQuery(trpc.changes.list.queryOptions({ mine: asked.whose === 'mine' }))
  const create = (
    <ButtonLink href="/intents/new" look="primary">
      {en.shell.newIntent}
    </ButtonLink>
  )
  return (
    <Page title={words.list} lead={words.listLead} actions={create}>
      {all.length > 0 && (
        <div className="mb-4">
          <FilterLinks
            label={words.whose}
            path={path}
            name="whose"
            asked={asked}
            options={[{ value: 'mine', label: words.mine }]}
          />
        </div>
      )}
      <section aria-label={words.list} className="rounded-panel border border-line bg-surface">
        {changes.length > 0 && <ChangeRows changes={changes} />}
        {changes.length === 0 && all.length > 0 && <NoneMatch total={all.length} path={path} />}
        {all.length === 0 && (
          <Empty icon={ListTree} title={words.listEmpty} action={create}>
            {words.listEmptyWhy}
          </Empty>
        )}
      </section>
      {changes.length === newestShown && (
        <p className="mt-3 text-small text-muted">{words.listNewest(changes.length)}</p>
      )}
    </Page>
  )
}
