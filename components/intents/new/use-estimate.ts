'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTRPCClient } from '#components/rpc/provider.tsx'
import { useSettled } from '#components/ui/use-settled.ts'
import { intentLimit } from '#server/loop/intents/vocabulary.ts'
import type { Draft } from './draft.ts'
import { asCounted } from './excerpts.ts'

/** Words are read once they have stood still for so long: one request a pause, and an earlier one is given up. */
const pauseMs = 600
/** Fewer characters say nothing yet. */
const fewest = 8

/**
 * What the words would come to if they were submitted now. Nothing is recorded; neither the words nor the answer outlive
 * the page.
 */
export function useEstimate(draft: Draft) {
  const client = useTRPCClient()
  const settled = useSettled(draft, pauseMs)
  const asked = { service: settled.service, text: asCounted(settled.text) }
  const enough = asked.service !== '' && asked.text.trim().length >= fewest && asked.text.length <= intentLimit
  const { data, error, isFetching } = useQuery({
    queryKey: ['estimate', asked],
    queryFn: async ({ signal }) => ({ asked, proposed: await client.intents.propose.query(asked, { signal }) }),
    enabled: enough,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const older = isFetching || settled !== draft
  return { estimate: enough ? (data ?? null) : null, error: enough ? error : null, older: enough && older }
}

export type Estimate = NonNullable<ReturnType<typeof useEstimate>['estimate']>
