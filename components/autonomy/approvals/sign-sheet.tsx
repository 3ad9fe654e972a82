'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { en } from '#components/messages/en.ts'
import { failureOf } from '#components/rpc/failure.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Button } from '#components/ui/button.tsx'
import { Sheet } from '#components/ui/dialog.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { formText } from '#components/ui/form-text.ts'
import { Notice } from '#components/ui/notice.tsx'
import type { Role } from '#server/identity/vocabulary.ts'
import type { RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'
import { roleName } from './request-rows.tsx'

const words = en.approvals

export type Decision = 'sign' | 'decline'

interface SheetProps {
  request: RequestView
  role: string
  seenDigest: string
  decision: Decision
  onClose: () => void
  onDone: () => void
}

/** The digest in full, the role, the reason. Nothing is shown as signed before the ledger has it. */
export function SignSheet({ request, role, seenDigest, decision, onClose, onDone }: SheetProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const { decide, pending, failure } = useDecision(decision, request, onDone)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = formText(new FormData(event.currentTarget), 'reason')
    if (reason === '') return setProblem(words.reasonNeeded)
    setProblem(null)
    decide({ changeId: request.changeId, requestId: request.id, role: role as Role, seenDigest, reason })
  }
  const signing = decision === 'sign'
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={signing ? words.sheetApprove : words.sheetDecline}
      lead={words.sheetLead(roleName(role))}
    >
      <form onSubmit={submit} className="grid gap-4" noValidate>
        <code className="rounded-control border border-line bg-sunken px-3 py-2 text-small break-all">
          {seenDigest}
        </code>
        <TextArea
          id="reason"
          name="reason"
          label={words.reason}
          hint={words.reasonHint}
          problem={problem}
          maxLength={2000}
          autoFocus
        />
        {failure && (
          <Notice tone="bad" alert>
            {failure}
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {en.ui.cancel}
          </Button>
          <Button type="submit" look={signing ? 'primary' : 'danger'} disabled={pending}>
            {pending ? words.signing : signing ? words.sign : words.declineNow}
          </Button>
        </div>
      </form>
    </Sheet>
  )
}

function useDecision(decision: Decision, request: RequestView, onDone: () => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const settled = {
    onSuccess: onDone,
    // Signed, refused or moved: what is shown afterwards is what the server has.
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.approvals.read.queryKey({ requestId: request.id }) }),
  }
  const sign = useMutation(trpc.approvals.sign.mutationOptions(settled))
  const decline = useMutation(trpc.approvals.decline.mutationOptions(settled))
  const { mutate, isPending, error } = decision === 'sign' ? sign : decline
  return { decide: mutate, pending: isPending, failure: error && failureOf(error).sentence }
}
