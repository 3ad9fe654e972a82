'use client'
import { type FormEvent, useRef, useState } from 'react'
import * as en from '#components/messages/en.ts'
import { roleName } from '#components/people/role-name.ts'
import { useMe } from '#components/shell/me.tsx'
import { Button } from '#components/ui/button.tsx'
import { Sheet } from '#components/ui/dialog.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { formText } from '#components/ui/form-text.ts'
import type { Role } from '#server/identity/vocabulary.ts'
import type { RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'
import { NotRecorded } from './not-recorded.tsx'
import { SinceOpened } from './since-opened.tsx'
import { keepWords, keptWords } from './unfinished.ts'
import { useDecision } from './use-decision.ts'

const words = en.approvals

export type Decision = 'sign' | 'decline'

interface SheetProps {
  request: RequestView
  opened: RequestView
  role: string
  decision: Decision
  onClose: () => void
  onDone: () => void
}

/**
 * What is signed in words, its digest, the role, the reason. Nothing is shown as signed before the ledger has it, and
 * what was written stays until it does: through a refusal, a lost line, an expired session and a reload.
 */
export function SignSheet({ request, opened, role, decision, onClose, onDone }: SheetProps) {
  const me = useMe()
  const first = useRef<HTMLTextAreaElement>(null)
  const kept = { personId: me.id, requestId: request.id, decision }
  const [problem, setProblem] = useState<string | null>(null)
  const { decide, pending, failure } = useDecision(decision, request, () => {
    keepWords(kept, '')
    onDone()
  })
  const refusal = request.slots.find((slot) => slot.role === role)?.mayDecide
  const refused = refusal && !refusal.allowed && !pending ? refusal.sentence : null
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = formText(new FormData(event.currentTarget), 'reason')
    if (reason === '') return setProblem(words.reasonNeeded)
    setProblem(null)
    const { changeId, id: requestId } = request
    decide({ changeId, requestId, role: role as Role, seenDigest: opened.digest, reason })
  }
  const signing = decision === 'sign'
  return (
    <Sheet
      onClose={onClose}
      initialFocus={first}
      title={signing ? words.sheetApprove : words.sheetDecline}
      lead={words.signedInWords[decision][request.purpose as keyof typeof words.signedInWords.sign]}
    >
      <form onSubmit={submit} className="grid gap-4" noValidate>
        <Facts
          of={[
            [words.about, `${request.title}, ${en.changes.for(request.service)}`],
            [words.as, roleName(role)],
            [words.digest, <Digest key="digest" value={opened.digest} />],
          ]}
        />
        <TextArea
          id="reason"
          name="reason"
          label={words.reason}
          hint={words.reasonHint}
          problem={problem}
          maxLength={2000}
          defaultValue={keptWords(kept)}
          onChange={(event) => keepWords(kept, event.currentTarget.value)}
          ref={first}
        />
        {failure && <NotRecorded failure={failure} decision={decision} />}
        {!pending && <SinceOpened opened={opened} request={request} kept={kept} />}
        <div className="flex flex-wrap items-center justify-end gap-2">
          {refused && (
            <p id="sheet-why" className="mr-auto min-w-0 flex-1 basis-56 text-small text-muted">
              {refused}
            </p>
          )}
          <Button look="quiet" onClick={onClose}>
            {en.ui.cancel}
          </Button>
          <Button
            type="submit"
            look={signing ? 'primary' : 'danger'}
            disabled={pending || refused !== null}
            aria-describedby={refused ? 'sheet-why' : undefined}
          >
            {pending ? words.signing : signing ? words.sign : words.declineNow}
          </Button>
        </div>
      </form>
    </Sheet>
  )
}
