'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { relativeTime } from '#components/messages/time.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useNow } from '#components/ui/moment.tsx'

/** Business time at this moment: real time, and what the clock of this instance was moved ahead. */
export function useBusinessNow(everyMs?: number): number {
  const { data } = useSuspenseQuery(useTRPC().status.standing.queryOptions({}))
  return useNow({ everyMs }) + data.clock.offsetMs
}

/** A due time as distance from business time. */
export function BusinessMoment({ at, everyMs }: { at: Date; everyMs?: number }) {
  return (
    <time
      dateTime={at.toISOString()}
      title={`${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`}
      suppressHydrationWarning
    >
      {relativeTime(at.getTime() - useBusinessNow(everyMs))}
    </time>
  )
}
