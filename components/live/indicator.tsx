'use client'
import { CircleDot, CircleOff, LoaderCircle, LogOut } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { Tag } from '#components/ui/tag.tsx'
import { useLine } from './provider.tsx'

const looks = {
  connecting: { tone: 'quiet', icon: LoaderCircle },
  live: { tone: 'good', icon: CircleDot },
  reconnecting: { tone: 'warn', icon: CircleOff },
  signedOut: { tone: 'bad', icon: LogOut },
} as const

/** Says whether the page follows what happens. */
export function LiveIndicator() {
  const { state } = useLine()
  return (
    <span role="status" title={en.shell.liveWhy[state]}>
      <Tag {...looks[state]} moving={state === 'reconnecting' || state === 'connecting'}>
        {en.shell.live[state]}
      </Tag>
    </span>
  )
}
