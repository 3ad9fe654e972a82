'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import * as en from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { roleName } from '#components/people/role-name.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { isText, listOf, readAs, shaped } from '#components/rpc/shape.ts'
import { Button } from '#components/ui/button.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'
import { requestHref } from './inbox-address.ts'
import { type Happened, type MovedPart, movedParts, sinceOpened, successorOf } from './since-opened.ts'
import { keepWords, keptWords, type Unfinished } from './unfinished.ts'

const words = en.approvals

/** What happened to the request after its reader opened it; when its content moved, what moved and where to go on. */
export function SinceOpened(props: { opened: RequestView; request: RequestView; kept: Unfinished }) {
  const { opened, request, kept } = props
  const happened = sinceOpened(opened, request)
  if (happened.length === 0) return null
  return (
    <Notice tone="warn" title={words.sinceTitle} alert>
      <ul className="grid gap-1">
        {happened.map((each) => (
          <li key={each.kind === 'decided' ? each.slot.role : each.kind}>
            <Told happened={each} />
          </li>
        ))}
      </ul>
      {request.state === 'lapsed' && <WhatMoved opened={opened} request={request} kept={kept} />}
    </Notice>
  )
}

function Told({ happened }: { happened: Happened }) {
  switch (happened.kind) {
    case 'decided': {
      const { role, state, personId, decidedAt } = happened.slot
      return (
        <>
          {state === 'declined' ? words.slotDeclined : words.slotSigned} {words.asRole(roleName(role))}
          {personId && (
            <>
              {' '}
              {en.changes.byWord} <PersonName id={personId} />
            </>
          )}
          {decidedAt && (
            <>
              , <Moment at={decidedAt} />
            </>
          )}
        </>
      )
    }
    case 'closed':
      return words.closed[happened.state as keyof typeof words.closed] ?? happened.state
    case 'moved':
      return words.movedTitle
  }
}

const isArtifacts = shaped({ artifacts: listOf(shaped({ name: isText, sha256: isText })) })

/** The evidence then and now, side by side, and the question that asks about it as it is now. What was written goes along. */
function WhatMoved({ opened, request, kept }: { opened: RequestView; request: RequestView; kept: Unfinished }) {
  const router = useRouter()
  const { changeId } = request
  const { data: overview } = useQuery(useTRPC().changes.read.queryOptions({ changeId }))
  const next = overview && successorOf(request, overview.approvals)
  const partsOf = (digest: string) =>
    readAs(isArtifacts, overview?.evidence.find((bundle) => bundle.digest === digest)?.content)?.artifacts ?? []
  if (!next) return <p className="mt-2">{words.noSuccessor}</p>
  const go = () => {
    keepWords({ ...kept, requestId: next.id }, keptWords(kept))
    router.push(requestHref(next.id))
  }
  return (
    <div className="mt-2 grid gap-2">
      <MovedList moved={movedParts(partsOf(opened.digest), partsOf(next.digest))} />
      <Button className="justify-self-start" onClick={go}>
        {words.openSuccessor}
      </Button>
    </div>
  )
}

function MovedList({ moved }: { moved: readonly MovedPart[] }) {
  return (
    <ul className="grid gap-0.5">
      {moved.map(({ part, before, now }) => (
        <li key={part}>
          {words.parts[part as keyof typeof words.parts] ?? part}: <code>{short(before)}</code> →{' '}
          <code>{short(now)}</code>
        </li>
      ))}
    </ul>
  )
}

const short = (value: string | null) => value?.slice(0, 12) ?? '—'
