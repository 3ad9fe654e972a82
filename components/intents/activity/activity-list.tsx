'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { ArrowUpToLine, Radio, ScrollText } from 'lucide-react'
import { useMemo, useState } from 'react'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useKeys } from '#components/shell/keyboard-provider.tsx'
import { Button } from '#components/ui/button.tsx'
import { classes } from '#components/ui/classes.ts'
import { Empty } from '#components/ui/empty.tsx'
import { actsOf } from './acts.ts'
import { GroupView, type Zoom, zooms } from './group-view.tsx'
import { groupsOf } from './groups.ts'
import { useFollow } from './use-follow.ts'

const words = en.intentViews

/** What happened to a change by the parts of the loop, newest first; it grows as it happens. */
export function ActivityList({ changeId }: { changeId: string }) {
  const { data: story } = useSuspenseQuery(useTRPC().live.ofChange.queryOptions({ changeId }))
  const groups = useMemo(() => groupsOf(actsOf(story)).toReversed(), [story])
  const [zoom, setZoom] = useState<Zoom>('story')
  const { top, following, missed, jump, stop } = useFollow(groups.reduce((sum, { acts }) => sum + acts.length, 0))
  const toggle = following ? stop : jump
  useKeys({ f: toggle })
  if (story.length === 0) return <Empty icon={ScrollText} title={en.intents.activityEmpty} />
  return (
    <section aria-label={words.names.activity} className="rounded-panel border border-line bg-surface pb-1">
      <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-3 py-2">
        <Zooms zoom={zoom} onZoom={setZoom} />
        <Button look="quiet" aria-pressed={following} onClick={toggle} className="min-h-8 px-2.5 text-small">
          <Radio aria-hidden className={classes('size-4', following && 'text-accent')} />
          {following ? words.following : words.follow}
        </Button>
      </div>
      <div ref={top} aria-hidden />
      <ol aria-label={en.intents.activity}>
        {groups.map((group) => (
          <GroupView key={group.key} group={group} zoom={zoom} />
        ))}
      </ol>
      {missed > 0 && (
        <div className="sticky bottom-4 z-10 grid justify-items-center pb-2 max-md:bottom-20">
          <Button onClick={jump} className="shadow-lg">
            <ArrowUpToLine aria-hidden className="size-4" />
            {words.jump(missed)}
          </Button>
        </div>
      )}
    </section>
  )
}

function Zooms({ zoom, onZoom }: { zoom: Zoom; onZoom: (zoom: Zoom) => void }) {
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">{words.zoom}</legend>
      {zooms.map((each) => (
        <Button
          key={each}
          look="quiet"
          aria-pressed={each === zoom}
          onClick={() => onZoom(each)}
          className="min-h-8 px-2.5 text-small aria-pressed:bg-sunken aria-pressed:text-ink"
        >
          {words.zooms[each]}
        </Button>
      ))}
    </fieldset>
  )
}
