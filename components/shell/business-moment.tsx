'use client'
import { relativeTime } from '#components/messages/time.ts'
import { useNow } from '#components/ui/moment.tsx'
import { useStanding } from './standing.tsx'

/** Business time at this moment: real time, and what the clock of this instance was moved ahead. */
export function useBusinessNow(everyMs?: number): number {
  const { clock } = useStanding()
  return useNow({ everyMs }) + clock.offsetMs
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
