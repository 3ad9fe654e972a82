'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import * as en from '#components/messages/en.ts'
import { FailureNotice } from '#components/rpc/failure-notice.tsx'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useMe } from '#components/shell/me.tsx'
import { Button, ReasonedButton } from '#components/ui/button.tsx'
import { Sheet } from '#components/ui/dialog.tsx'
import { mayConfirm } from '#server/retention/machine.ts'
import type { RemovalLine } from '#server/retention/vocabulary.ts'
import { useRefusal } from './use-may.ts'
import { useReadAnew } from './use-removal.ts'

const words = en.privacy

/** The second person's part, with the reason where it is not theirs, and the way back. */
export function Decide({ removal }: { removal: RemovalLine }) {
  const trpc = useTRPC()
  const me = useMe()
  const [asking, setAsking] = useState(false)
  const readAnew = useReadAnew()
  const withdraw = useMutation(trpc.retention.withdraw.mutationOptions(readAnew))
  const role = useRefusal(removal.kind === 'person' ? 'erasure.confirm' : 'shard.confirmDrop')
  const may = mayConfirm(me.id, removal)
  return (
    <>
      <div className="flex flex-wrap gap-3">
        <ReasonedButton
          id={`confirm-${removal.id}`}
          look="stop"
          reason={role ?? (may.allowed ? null : may.sentence)}
          onClick={() => setAsking(true)}
        >
          {words.confirm}
        </ReasonedButton>
        {role === null && (
          <Button disabled={withdraw.isPending} onClick={() => withdraw.mutate({ removalId: removal.id })}>
            {words.withdraw}
          </Button>
        )}
      </div>
      {withdraw.error && <FailureNotice error={withdraw.error} />}
      {asking && <Confirm removal={removal} onClose={() => setAsking(false)} />}
    </>
  )
}

function Confirm({ removal, onClose }: { removal: RemovalLine; onClose: () => void }) {
  const trpc = useTRPC()
  const readAnew = useReadAnew()
  const options = { ...readAnew, onSuccess: onClose }
  const erase = useMutation(trpc.retention.confirmErasure.mutationOptions(options))
  const drop = useMutation(trpc.retention.confirmDrop.mutationOptions(options))
  const { mutate, isPending, error } = removal.kind === 'person' ? erase : drop
  return (
    <Sheet
      onClose={onClose}
      title={words.confirmTitle}
      lead={removal.kind === 'person' ? words.confirmPerson : words.confirmShard}
    >
      <div className="grid gap-4">
        <p>
          <code className="break-all">{removal.target}</code>
        </p>
        {error && <FailureNotice error={error} />}
        <div className="flex flex-wrap gap-3">
          <Button look="danger" disabled={isPending} onClick={() => mutate({ removalId: removal.id })}>
            {isPending ? words.confirming : words.confirmNow}
          </Button>
          <Button onClick={onClose}>{en.ui.cancel}</Button>
        </div>
      </div>
    </Sheet>
  )
}
