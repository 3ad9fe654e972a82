'use client'
import { useQuery } from '@tanstack/react-query'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useMe } from '#components/shell/me.tsx'

/** How someone is called, by their pseudonymous id; the system by its own name. */
export function PersonName({ id }: { id: string }) {
  const me = useMe()
  const isPerson = id.startsWith('person_')
  const { data } = useQuery(
    useTRPC().identity.names.queryOptions(
      { ids: [id] },
      { enabled: isPerson && id !== me.id, staleTime: Number.POSITIVE_INFINITY },
    ),
  )
  if (id === me.id) return en.ui.you
  if (!isPerson) return en.ui.actors[id as keyof typeof en.ui.actors] ?? id
  return data?.[0]?.displayName ?? en.ui.unknownPerson
}
