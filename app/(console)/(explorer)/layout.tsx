import type { ReactNode } from 'react'
import { ReadersOnly } from '#components/ledger/readers-only.tsx'
import { requireSession } from '../../session.ts'

export default async function ExplorerLayout({ children }: { children: ReactNode }) {
  const { actor } = await requireSession()
  return <ReadersOnly actor={actor}>{children}</ReadersOnly>
}
