'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Page } from '#components/ui/page.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { ActiveHalt } from './active-halt.tsx'
import { EngageForm } from './engage-form.tsx'
import { HaltHistory } from './history.tsx'
import { Propagation } from './propagation.tsx'
import { Signal } from './signal.tsx'
import { spreadOf } from './spread.ts'

const words = en.halt

/** Processes tell how far they are without anything happening: a halt is followed closely until it is everywhere. */
const followMs = 500
const lookMs = 5_000

/** The switch, what it does now, who has heard it, and the way back. */
export function HaltPage({ flash }: { flash: { tone: 'good' | 'bad'; text: string } | null }) {
  const { data: status } = useSuspenseQuery({
    ...useTRPC().halt.status.queryOptions({}),
    refetchInterval: ({ state: { data } }) =>
      data && data.active.length > 0 && !spreadOf(data.processes).done ? followMs : lookMs,
  })
  // Newest first.
  const since = status.active[0]?.engagedAt ?? null
  const spread = (
    <Panel title={words.propagation} intro={words.propagationWhy}>
      <Propagation processes={status.processes} since={since} />
    </Panel>
  )
  return (
    <Page title={words.title} lead={words.lead}>
      <div className="grid gap-5">
        {flash && (
          <Notice tone={flash.tone} alert={flash.tone === 'bad'}>
            {flash.text}
          </Notice>
        )}
        <Signal status={status} />
        {since && spread}
        {status.active.map((halt) => (
          <ActiveHalt key={halt.id} halt={halt} />
        ))}
        {!status.globalHalted && (
          <div className="grid items-start gap-5 lg:grid-cols-2">
            <Panel title={words.engage}>
              <EngageForm />
            </Panel>
            {!since && spread}
          </div>
        )}
        <Panel title={words.history}>
          <HaltHistory history={status.history.filter(({ resumedAt }) => resumedAt !== null)} />
        </Panel>
      </div>
    </Page>
  )
}
