import type { ReactNode } from 'react'
import { ReadersOnly } from '#components/identity/readers-only.tsx'
import type { ReadPermission } from '#server/identity/index.ts'
import { requireSession } from './session.ts'

/** A layout whose pages need these permissions: the pages, or who may see them. A test holds it against what they read. */
export function readersOnly(name: string, ...needs: readonly ReadPermission[]) {
  return async function ReadersLayout({ children }: { children: ReactNode }) {
    const { actor } = await requireSession()
    return (
      <ReadersOnly actor={actor} name={name} needs={needs}>
        {children}
      </ReadersOnly>
    )
  }
}
