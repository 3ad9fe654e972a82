'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import * as en from '#components/messages/en.ts'
import { failureOf } from '#components/rpc/failure.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useMe } from '#components/shell/me.tsx'
import { Button } from '#components/ui/button.tsx'
import { changeMachine } from '#server/loop/change/machine.ts'

/** For the person who asked, as long as there is something to take back. */
export function Withdraw({ change }: { change: { id: string; state: string; requesterId: string } }) {
  const me = useMe()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const queryKey = trpc.changes.read.queryKey({ changeId: change.id })
  const { mutate, isPending, error } = useMutation(
    trpc.intents.withdraw.mutationOptions({ onSettled: () => queries.invalidateQueries({ queryKey }) }),
  )
  if (change.requesterId !== me.id || !changeMachine.next(change.state, 'withdrawn')) return null
  return (
    <>
      {error && <span role="alert">{failureOf(error).sentence}</span>}
      <Button disabled={isPending} onClick={() => mutate({ changeId: change.id })}>
        {en.intents.withdraw}
      </Button>
    </>
  )
}
