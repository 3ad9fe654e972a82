'use client'
import { createContext, type ReactNode, useContext } from 'react'
import { type Rendered, useFollowed } from '#components/live/use-followed.ts'
import type { Asking } from '#components/rpc/asking.ts'
import type { RouterOutputs } from '#components/rpc/outputs.ts'

/** What the frame of every page shows of the instance, and how much waits for its reader. */
export interface Now {
  standing: RouterOutputs['status']['standing']
  waiting: number
}

const Context = createContext<Now | null>(null)

const followed = { read: readNow }

async function readNow(ask: Asking): Promise<Now> {
  const [standing, { needsMe }] = await Promise.all([ask.status.standing.query({}), ask.approvals.counts.query({})])
  return { standing, waiting: needsMe }
}

/** Keeps true, below, what every page says of the instance. */
export function StandingProvider({ rendered, children }: { rendered: Rendered<Now>; children: ReactNode }) {
  return <Context value={useFollowed(rendered, followed)}>{children}</Context>
}

function useNowShown(): Now {
  const now = useContext(Context)
  if (!now) throw new Error('only pages of the console know how the instance stands')
  return now
}

/** What must never be overlooked: halts, the clock, stand-ins; and where the governed services answer. */
export const useStanding = () => useNowShown().standing

/** How many open questions this person may answer now. */
export const useWaitingCount = () => useNowShown().waiting
