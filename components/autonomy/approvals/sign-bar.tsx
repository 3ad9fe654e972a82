'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { en } from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useKeys } from '#components/shell/keyboard-provider.tsx'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'
import { Moved } from './moved.tsx'
import { type Decision, SignSheet } from './sign-sheet.tsx'

const words = en.approvals

interface Props {
  request: RequestView
  /** The evidence the reader has read; it may be older than what there is. */
  readDigest: string
  onRead: (digest: string) => void
}

/** Always at the same place: sign, decline, or why neither is possible, in the guard's own words. */
export function SignBar({ request, readDigest, onRead }: Props) {
  const { data: standing } = useSuspenseQuery(useTRPC().status.standing.queryOptions({}))
  const [decision, setDecision] = useState<Decision | null>(null)
  const [done, setDone] = useState(false)
  const slot = request.slots.find(({ mayDecide }) => mayDecide.allowed)
  const refusal = request.slots.map(({ mayDecide }) => mayDecide).find(({ allowed }) => !allowed)
  const reason = slot || !refusal || refusal.allowed ? null : refusal.sentence
  const halted = standing.haltedGlobal || standing.haltedServices.includes(request.service)
  const moved = readDigest !== request.digest
  // It opens the sheet, no more: a key alone never signs.
  useKeys({ a: () => slot && !done && setDecision('sign') })
  // Whoever signed last still reads that it is recorded.
  if (request.state !== 'open' && !done) return null
  return (
    <div className="sticky bottom-0 z-20 border-t border-line bg-surface py-3 max-md:bottom-14">
      <div className="mx-auto grid max-w-6xl gap-3 px-4 sm:px-8">
        {moved && !done && <Moved before={readDigest} now={request.digest} onRead={() => onRead(request.digest)} />}
        {halted && <p className="text-small text-muted">{words.halted}</p>}
        {done ? (
          <Notice tone="good">{words.recorded}</Notice>
        ) : (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <Button
              look="primary"
              disabled={!slot}
              onClick={() => setDecision('sign')}
              aria-keyshortcuts="a"
              aria-describedby={reason ? 'sign-why' : undefined}
            >
              {words.approve}
            </Button>
            <Button
              disabled={!slot}
              onClick={() => setDecision('decline')}
              aria-describedby={reason ? 'sign-why' : undefined}
            >
              {words.decline}
            </Button>
            {reason && (
              <p id="sign-why" className="text-small text-muted">
                {reason}
              </p>
            )}
          </div>
        )}
      </div>
      {slot && decision && (
        <SignSheet
          request={request}
          role={slot.role}
          seenDigest={readDigest}
          decision={decision}
          onClose={() => setDecision(null)}
          onDone={() => {
            setDecision(null)
            setDone(true)
          }}
        />
      )}
    </div>
  )
}
