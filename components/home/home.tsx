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

/** Rows shown of what is finished; the rest is in the list of intents. */
const finishedShown = 6

/** What needs this person, what is under way, what ended lately. */
export function Home() {
  const me = useMe()
  const trpc = useTRPC()
  const { data: requests } = useSuspenseQuery(trpc.approvals.inbox.queryOptions({}))
  const { data: changes } = useSuspenseQuery(trpc.changes.list.queryOptions({}))
  const mine = requests.filter((request) => request.slots.some((slot) => slot.mayDecide.allowed))
  const underWay = changes.filter(({ state }) => !rests(state))
  const finished = changes.filter(({ state }) => rests(state)).slice(0, finishedShown)
  return (
    <Page title={words.title(me.displayName)} lead={mine.length > 0 ? words.leadWaiting(mine.length) : words.leadQuiet}>
      <div className="grid gap-5">
        <Panel title={words.needsMe} flush>
          {mine.length > 0 ? (
            <RequestRows requests={mine} />
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
