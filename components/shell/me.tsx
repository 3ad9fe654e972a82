'use client'
import { createContext, type ReactNode, useContext } from 'react'
import type { Role } from '#server/identity/vocabulary.ts'

/** Who reads the page. */
export interface Me {
  id: string
  displayName: string
  roles: readonly Role[]
  practice: boolean
}

const Context = createContext<Me | null>(null)

export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <Context value={me}>{children}</Context>
}

export function useMe(): Me {
  const me = useContext(Context)
  if (!me) throw new Error('only pages of people signed in know who reads them')
  return me
}
