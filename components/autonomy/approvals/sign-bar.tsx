'use client'
import { useSearchParams } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import * as en from '#components/messages/en.ts'
import { useKeys } from '#components/shell/keyboard-provider.tsx'
import { useStanding } from '#components/shell/standing.tsx'
import { setAddressWord } from '#components/ui/address-state.ts'
import { Button } from '#components/ui/button.tsx'
import type { RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'
import type { RecordedDecision } from './recorded.tsx'
import { type Decision, SignSheet } from './sign-sheet.tsx'

const words = en.approvals

interface Props {
  request: RequestView
  /** The request as it was when the reader opened it: what they sign is its digest. */
  opened: RequestView
  onDecided: (decision: RecordedDecision) => void
}

interface Held {
  decision: Decision
  role: string
}

/** Always at the same place: sign, decline, or why neither is possible, in the guard's own words. */
export function SignBar({ request, opened, onDecided }: Props) {
  const standing = useStanding()
  const { role, reason } = answerTo(request)
  const [held, setHeld] = useHeld(role)
  const halted = standing.haltedGlobal || standing.haltedServices.includes(request.service)
  const open = (decision: Decision) => role !== null && setHeld({ decision, role })
  // They open the sheet, no more: a key alone never signs.
  useKeys({ a: () => open('sign'), d: () => open('decline') })
  const why = reason ? 'sign-why' : undefined
  return (
    <>
      {request.state === 'open' && (
        <Bar halted={halted}>
          <Button
            look="primary"
            disabled={role === null}
            onClick={() => open('sign')}
            aria-keyshortcuts="a"
            aria-describedby={why}
          >
            {words.approve}
          </Button>
          <Button disabled={role === null} onClick={() => open('decline')} aria-keyshortcuts="d" aria-describedby={why}>
            {words.decline}
          </Button>
          {reason && (
            <p id="sign-why" className="text-small text-muted">
              {reason}
            </p>
          )}
        </Bar>
      )}
      {held && (
        <SignSheet
          request={request}
          opened={opened}
          role={held.role}
          decision={held.decision}
          onClose={() => setHeld(null)}
          onDone={() => {
            setHeld(null)
            onDecided({ requestId: request.id, role: held.role, title: request.title })
          }}
        />
      )}
    </>
  )
}

function Bar({ halted, children }: { halted: boolean; children: ReactNode }) {
  return (
    <div className="sticky bottom-0 z-10 border-t border-line bg-surface py-3 max-md:bottom-14">
      <div className="mx-auto grid max-w-6xl gap-3 px-4 sm:px-8">
        {halted && <p className="text-small text-muted">{words.halted}</p>}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">{children}</div>
      </div>
    </div>
  )
}

/** The role this reader may answer for, or the guard's sentence why there is none. */
function answerTo({ slots }: RequestView): { role: string | null; reason: string | null } {
  const role = slots.find(({ mayDecide }) => mayDecide.allowed)?.role ?? null
  const refusal = slots.map(({ mayDecide }) => mayDecide).find(({ allowed }) => !allowed)
  return { role, reason: role !== null || !refusal || refusal.allowed ? null : refusal.sentence }
}

const name = 'decide'

/** The sheet that is open. It opens by itself for who comes back from signing in; the address forgets that it did. */
function useHeld(role: string | null) {
  const asked = useSearchParams().get(name)
  const decision = asked === 'sign' || asked === 'decline' ? asked : null
  const [held, setHeld] = useState<Held | null>(decision && role !== null ? { decision, role } : null)
  const set = (next: Held | null) => {
    setHeld(next)
    if (next === null && asked !== null) setAddressWord(name, null)
  }
  return [held, set] as const
}
