'use client'
import { CircleCheck, Workflow } from 'lucide-react'
import Link from 'next/link'
import { RequestRows } from '#components/autonomy/approvals/request-rows.tsx'
import { ChangeRows } from '#components/changes/change-rows.tsx'
import { type Rendered, useFollowed } from '#components/live/use-followed.ts'
import * as en from '#components/messages/en.ts'
import type { Asking } from '#components/rpc/asking.ts'
import type { RouterOutputs } from '#components/rpc/outputs.ts'
import { useMe } from '#components/shell/me.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { Page } from '#components/ui/page.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { mayAct } from '#server/identity/permissions.ts'
import { rests } from '#server/loop/change/vocabulary.ts'

const words = en.home

/** Questions shown here; the rest is in the inbox. */
const requestsShown = 6

/** Rows shown of what is finished; the rest is in the list of intents. */
const finishedShown = 6

/** What the page is made of. */
export interface HomeRows {
  inbox: RouterOutputs['approvals']['inbox']
  counts: RouterOutputs['approvals']['counts']
  changes: RouterOutputs['changes']['list']
}

const followed = { read: readRows }

async function readRows(ask: Asking): Promise<HomeRows> {
  const [inbox, counts, changes] = await Promise.all([
    ask.approvals.inbox.query({ view: 'needsMe' }),
    ask.approvals.counts.query({}),
    ask.changes.list.query({}),
  ])
  return { inbox, counts, changes }
}

/** What needs this person, what they asked for, what else is under way, what ended lately. */
export function Home({ rendered }: { rendered: Rendered<HomeRows> }) {
  const me = useMe()
  const { inbox, counts, changes } = useFollowed(rendered, followed)
  const mine = inbox.requests.slice(0, requestsShown)
  const more = counts.needsMe - mine.length
  const underWay = changes.filter(({ state }) => !rests(state))
  const finished = changes.filter(({ state }) => rests(state)).slice(0, finishedShown)
  // Whom nothing is ever asked need not read that nothing is.
  const decides = mayAct({ kind: 'person', ...me, sessionId: '' }, 'approval.sign').allowed
  return (
    <Page
      title={words.title(me.displayName)}
      lead={counts.needsMe > 0 ? words.leadWaiting(counts.needsMe) : words.leadQuiet}
    >
      <div className="grid gap-5">
        {(decides || mine.length > 0) && (
          <Panel title={words.needsMe} aside={<Whole href="/inbox">{words.inbox}</Whole>} flush>
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
        )}
        <UnderWay changes={underWay} />
        {finished.length > 0 && (
          <Panel title={words.finished} aside={<Whole href="/intents">{words.allIntents}</Whole>} flush>
            <ChangeRows changes={finished} />
          </Panel>
        )}
      </div>
    </Page>
  )
}

type Changes = Parameters<typeof ChangeRows>[0]['changes']

/** What the reader asked for comes first, and apart from the rest. */
function UnderWay({ changes }: { changes: Changes }) {
  const { id } = useMe()
  const own = changes.filter(({ requesterId }) => requesterId === id)
  const others = changes.filter(({ requesterId }) => requesterId !== id)
  return (
    <>
      {own.length > 0 && (
        <Panel title={words.mine} flush>
          <ChangeRows changes={own} />
        </Panel>
      )}
      {others.length > 0 && (
        <Panel title={words.underWay} flush>
          <ChangeRows changes={others} />
        </Panel>
      )}
      {changes.length === 0 && (
        <Panel title={words.underWay} flush>
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
        </Panel>
      )}
    </>
  )
}

function Whole({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="inline-flex min-h-6 items-center text-small text-accent underline underline-offset-4">
      {children}
    </Link>
  )
}
