'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { CircleCheck, Workflow } from 'lucide-react'
import { RequestRows } from '#components/autonomy/approvals/request-rows.tsx'
import { ChangeRows } from '#components/changes/change-rows.tsx'
import { en } from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useMe } from '#components/shell/me.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { Page } from '#components/ui/page.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { rests } from '#server/loop/change/vocabulary.ts'

const words = en.home

/** Questions shown here; the rest is in the inbox. */
const requestsShown = 6

/** Rows shown of what is finished; the rest is in the list of intents. */
const finishedShown = 6

/** What needs this person, what is under way, what ended lately. */
export function Home() {
  const me = useMe()
  const trpc = useTRPC()
  const { data: inbox } = useSuspenseQuery(trpc.approvals.inbox.queryOptions({ view: 'needsMe' }))
  const { data: counts } = useSuspenseQuery(trpc.approvals.counts.queryOptions({}))
  const { data: changes } = useSuspenseQuery(trpc.changes.list.queryOptions({}))
  const mine = inbox.requests.slice(0, requestsShown)
  const more = counts.needsMe - mine.length
  const underWay = changes.filter(({ state }) => !rests(state))
  const finished = changes.filter(({ state }) => rests(state)).slice(0, finishedShown)
  return (
    <Page
      title={words.title(me.displayName)}
      lead={counts.needsMe > 0 ? words.leadWaiting(counts.needsMe) : words.leadQuiet}
    >
      <div className="grid gap-5">
        <Panel title={words.needsMe} flush>
          {mine.length > 0 ? (
            <>
              <RequestRows requests={mine} />
              {more > 0 && (
                <p className="border-t border-line px-5 py-3">
                  <ButtonLink href="/inbox">{words.moreInInbox(more)}</ButtonLink>
                </p>
              )}
            </>
          ) : (
            <Empty icon={CircleCheck} title={words.needsMeEmpty}>
              {words.needsMeEmptyWhy}
            </Empty>
          )}
        </Panel>
        <Panel title={words.underWay} flush>
          {underWay.length > 0 ? (
            <ChangeRows changes={underWay} />
          ) : (
            <Empty
              icon={Workflow}
              title={words.underWayEmpty}
              action={
                <ButtonLink href="/intents/new" look="primary">
                  {en.shell.newIntent}
                </ButtonLink>
              }
            >
              {words.underWayEmptyWhy}
            </Empty>
          )}
        </Panel>
        {finished.length > 0 && (
          <Panel title={words.finished} flush>
            <ChangeRows changes={finished} />
          </Panel>
        )}
      </div>
    </Page>
  )
}
