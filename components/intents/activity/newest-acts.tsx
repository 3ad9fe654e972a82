'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { ScrollText } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { ActLine } from './act-line.tsx'
import { actsOf } from './acts.ts'
import { groupsOf } from './groups.ts'

/** The last few acts of a change, newest first, for a look in passing. */
export function NewestActs({ changeId, many }: { changeId: string; many: number }) {
  const { data: story } = useSuspenseQuery(useTRPC().live.ofChange.queryOptions({ changeId }))
  if (story.length === 0) return <Empty icon={ScrollText} title={en.intents.activityEmpty} />
  const acts = groupsOf(actsOf(story)).flatMap((group) => group.acts)
  return (
    <ol aria-label={en.intents.activity}>
      {acts
        .toReversed()
        .slice(0, many)
        .map((act) => (
          <ActLine key={act.cursor} act={act} />
        ))}
    </ol>
  )
}
