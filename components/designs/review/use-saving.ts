import { useMutation, useQueryClient } from '@tanstack/react-query'
import { failureOf } from '#components/rpc/failure.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { commandsOf } from '#server/loop/designs/edit/index.ts'
import type { DesignOption } from '../use-designs.ts'
import type { DraftState } from './use-draft.ts'

export interface Saving {
  save(draft: DraftState): void
  pending: boolean
  /** The revision that was made. */
  saved: number | null
  failure: string | null
}

/** Saves the edits as a new revision. Only once the server has them are they forgotten here. */
export function useSaving(changeId: string, option: DesignOption, onSaved: (revision: number) => void): Saving {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending, error, data } = useMutation(
    trpc.designs.revise.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.changes.read.queryKey({ changeId }) }),
    }),
  )
  const save = (draft: DraftState) => {
    const input = { changeId, designId: option.id, startedFrom: draft.base.digest }
    mutate(
      { ...input, commands: commandsOf(draft.history) },
      {
        onSuccess: ({ revision }) => {
          draft.forget()
          onSaved(revision)
        },
      },
    )
  }
  return { save, pending: isPending, saved: data?.revision ?? null, failure: error && failureOf(error).sentence }
}
