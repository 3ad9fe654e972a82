'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { PencilRuler } from 'lucide-react'
import { StateTag, TierTag } from '#components/changes/tags.tsx'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { Page } from '#components/ui/page.tsx'
import { useDesigns, useRevisions } from '../use-designs.ts'
import { OptionList } from './option-list.tsx'
import { OptionReview } from './option-review.tsx'

const words = en.designReview

/** A change's design, to be read, discussed and edited until it is signed. `option` is the one asked for, from one. */
export function ReviewPage({ changeId, option }: { changeId: string; option: string | null }) {
  const trpc = useTRPC()
  const { data: overview } = useSuspenseQuery(trpc.changes.read.queryOptions({ changeId }))
  const { change } = overview
  const options = useDesigns(overview)
  const revisions = useRevisions(overview)
  const asked = options.find((each) => String(each.option + 1) === option)
  const shown = asked ?? options.find(({ chosenAt }) => chosenAt !== null) ?? options[0]
  return (
    <Page
      title={words.title}
      lead={change.title}
      over={
        <>
          <TierTag tier={change.tier} />
          <StateTag state={change.state} />
          <span>{en.changes.for(change.service)}</span>
        </>
      }
      actions={<ButtonLink href={`/intents/${changeId}`}>{words.toIntent}</ButtonLink>}
    >
      {shown ? (
        <div className="grid gap-5 lg:grid-cols-[12rem_minmax(0,1fr)]">
          <OptionList change={change} options={options} shown={shown} />
          <OptionReview key={shown.option} overview={overview} shown={shown} revisions={revisions} />
        </div>
      ) : (
        <Empty icon={PencilRuler} title={en.designs.none} />
      )}
    </Page>
  )
}
