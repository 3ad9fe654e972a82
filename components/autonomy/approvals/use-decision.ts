'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { failureOf } from '#components/rpc/failure.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import type { SentFailure } from '#server/api/failures.ts'
import type { RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'

/** Signs or declines, once for each press: without a line it fails at once, and nothing is sent later by itself. */
export function useDecision(decision: 'sign' | 'decline', request: RequestView, onDone: () => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { changeId } = request
  const settled = {
    networkMode: 'always' as const,
    onSuccess: onDone,
    // Signed, refused or moved: what is shown afterwards is what the server has.
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: trpc.approvals.pathKey() }),
        queries.invalidateQueries({ queryKey: trpc.changes.read.queryKey({ changeId }) }),
      ]),
  }
  const sign = useMutation(trpc.approvals.sign.mutationOptions(settled))
  const decline = useMutation(trpc.approvals.decline.mutationOptions(settled))
  const { mutate, isPending, error } = decision === 'sign' ? sign : decline
  const failure: SentFailure | null = error && failureOf(error)
  return { decide: mutate, pending: isPending, failure }
}
