'use client'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react'
import * as en from '#components/messages/en.ts'
import { useMe } from '#components/shell/me.tsx'
import { knownName, subscribe, want } from './name-store.ts'

interface Named {
  id: string
  displayName: string
}

const Context = createContext<ReadonlyMap<string, string>>(new Map())

/** Names that came with the page, so that its first words already say them. */
export function KnownNames({ of, children }: { of: readonly Named[]; children: ReactNode }) {
  const names = useMemo(() => new Map(of.map(({ id, displayName }) => [id, displayName] as const)), [of])
  return <Context value={names}>{children}</Context>
}

/** How someone is called, by their pseudonymous id; the system by its own name. */
export function PersonName({ id }: { id: string }) {
  const me = useMe()
  const given = useContext(Context).get(id)
  const isPerson = id.startsWith('person_')
  const unknown = isPerson && id !== me.id && given === undefined
  const found = useSyncExternalStore(
    subscribe,
    () => knownName(id),
    () => undefined,
  )
  useEffect(() => {
    if (unknown) want(id)
  }, [unknown, id])
  if (id === me.id) return en.ui.you
  if (!isPerson) return en.ui.actors[id as keyof typeof en.ui.actors] ?? id
  return given ?? found ?? en.ui.unknownPerson
}
