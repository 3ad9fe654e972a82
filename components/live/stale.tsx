'use client'
import { CircleOff, LogOut } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { duration } from '#components/messages/time.ts'
import { SignInAgain } from '#components/rpc/failure-notice.tsx'
import { Button } from '#components/ui/button.tsx'
import { useNow } from '#components/ui/moment.tsx'
import { useLine } from './provider.tsx'

const words = en.shell.stale

/** A line that drops and is back within this time is not worth a word. */
const graceMs = 2_000

/** On every page while it does not follow what happens: how old what it shows is, and the way to read it anew. */
export function StaleNotice() {
  const { state } = useLine()
  return state === 'reconnecting' || state === 'signedOut' ? <Stale over={state === 'signedOut'} /> : null
}

function Stale({ over }: { over: boolean }) {
  const { since, trueAt, readAnew } = useLine()
  const now = useNow()
  if (!over && now - since < graceMs) return null
  const Icon = over ? LogOut : CircleOff
  return (
    <div
      data-tone={over ? 'bad' : 'warn'}
      className="toned flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b px-4 py-2 text-small sm:px-8"
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <p className="text-ink">
        <strong className="font-semibold tabular-nums">{words.updated(duration(wholeSeconds(now - trueAt)))}</strong>{' '}
        {over ? words.signedOut : words.reconnecting}
      </p>
      {over ? <SignInAgain /> : <Button onClick={() => void readAnew()}>{words.readAnew}</Button>}
    </div>
  )
}

const wholeSeconds = (ms: number) => Math.max(1_000, Math.floor(ms / 1_000) * 1_000)
