import { useMutation, useQueryClient } from '@tanstack/react-query'
import { failureOf } from '#components/rpc/failure.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import type { DesignOption } from './use-designs.ts'

/** Puts one option forward to the reviewers. */
export function useChoice(changeId: string) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation(
    trpc.designs.choose.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.changes.read.queryKey({ changeId }) }),
    }),
  )
  const choose = ({ id }: Pick<DesignOption, 'id'>) => mutate({ changeId, designId: id })
  return { choose, pending: isPending, failure: error && failureOf(error).sentence }
}
