'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import * as en from '#components/messages/en.ts'
import { failureOf } from '#components/rpc/failure.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useMe } from '#components/shell/me.tsx'
import { ReasonedButton } from '#components/ui/button.tsx'
import { mayAct, type Permission } from '#server/identity/permissions.ts'
import { mayClose } from '#server/loop/autonomy/incidents/machine.ts'
import { SayWhy } from './say-why.tsx'

const words = en.incidents

/** For a deployment that a person thinks went wrong, whatever the rules say. */
export function OpenIncident({ changeId, rolloutId }: { changeId: string; rolloutId: string }) {
  const [asking, setAsking] = useState(false)
  const router = useRouter()
  const { mutate, isPending, error } = useMutation(
    useTRPC().incidents.open.mutationOptions({
      onSuccess: ({ incidentId }) => router.push(`/incidents/${incidentId}`),
    }),
  )
  return (
    <>
      <ReasonedButton id="open-incident" reason={useRefusal('incident.open')} onClick={() => setAsking(true)}>
        {words.open}
      </ReasonedButton>
      {asking && (
        <SayWhy
          title={words.openTitle}
          lead={words.openLead}
          pending={isPending}
          failure={error && failureOf(error).sentence}
          onSay={(reason) => mutate({ changeId, rolloutId, reason })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

export function CloseIncident({ incident }: { incident: { id: string; state: string } }) {
  const [asking, setAsking] = useState(false)
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation(
    trpc.incidents.close.mutationOptions({
      onSuccess: () => setAsking(false),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.incidents.pathKey() }),
    }),
  )
  const refused = useRefusal('incident.close')
  if (!mayClose(incident).allowed) return null
  return (
    <>
      <ReasonedButton id="close-incident" look="primary" reason={refused} onClick={() => setAsking(true)}>
        {words.close}
      </ReasonedButton>
      {asking && (
        <SayWhy
          title={words.closeTitle}
          lead={words.closeLead}
          pending={isPending}
          failure={error && failureOf(error).sentence}
          onSay={(reason) => mutate({ incidentId: incident.id, reason })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

function useRefusal(permission: Permission): string | null {
  const { id, roles, practice } = useMe()
  const answer = mayAct({ kind: 'person', id, roles, practice, sessionId: '' }, permission)
  return answer.allowed ? null : answer.sentence
}
