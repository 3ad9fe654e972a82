'use client'
import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { HumanTag, StateTag, TierTag } from '#components/changes/tags.tsx'
import * as en from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { failureOf } from '#components/rpc/failure.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { NewestActs } from './activity/newest-acts.tsx'
import { Standing } from './standing.tsx'

const words = en.intents

/** Acts shown at a glance; all of them are on the intent's own page. */
const actsShown = 6

/** Where an intent stands, what it waits for, and what happened to it last. */
export function IntentPeek({ changeId }: { changeId: string }) {
  const { data: overview, error } = useQuery(useTRPC().changes.read.queryOptions({ changeId }))
  if (error) return <Notice tone="warn">{failureOf(error).sentence}</Notice>
  if (!overview) return <Coming />
  const { change } = overview
  return (
    <div className="grid gap-5">
      <div>
        <div className="mb-2 flex flex-wrap items-center gap-2">
          <TierTag tier={change.tier} />
          <StateTag state={change.state} />
          {change.humanMade && <HumanTag />}
        </div>
        <h2 className="text-title font-semibold tracking-tight">{change.title}</h2>
        <p className="mt-1 text-small text-muted">
          {en.changes.for(change.service)}, {en.changes.byWord} <PersonName id={change.requesterId} />,{' '}
          <Moment at={change.createdAt} />
        </p>
      </div>
      <ButtonLink href={`/intents/${change.id}`} look="primary" className="justify-self-start">
        {words.peekOpen}
      </ButtonLink>
      <Standing overview={overview} />
      <section aria-label={words.peekLatest}>
        <h3 className="mb-1 font-semibold">{words.peekLatest}</h3>
        <div className="-mx-5">
          <Suspense fallback={<Coming />}>
            <NewestActs changeId={changeId} many={actsShown} />
          </Suspense>
        </div>
      </section>
    </div>
  )
}

function Coming() {
  return (
    <div role="status" className="h-40 rounded-panel bg-sunken">
      <span className="sr-only">{en.ui.fetching}</span>
    </div>
  )
}
