import type { ReactNode } from 'react'
import { Page } from '#components/ui/page.tsx'
import { mayRead, type ReadPermission } from '#server/identity/permissions.ts'
import type { Actor } from '#server/identity/vocabulary.ts'
import { Forbidden } from './forbidden.tsx'

interface Reader {
  actor: Actor
  /** Everything that the pages inside read. */
  needs: readonly ReadPermission[]
}

/** Pages for those who may read what they show; for others, who may. */
export function ReadersOnly({ name, children, ...reader }: Reader & { name: string; children: ReactNode }) {
  const missing = missingTo(reader)
  if (!missing) return children
  return (
    <Page title={name}>
      <Forbidden actor={reader.actor} permission={missing} />
    </Page>
  )
}

/** The first permission that this person lacks; null when they have them all. */
export function missingTo({ actor, needs }: Reader): ReadPermission | null {
  return needs.find((permission) => !mayRead(actor, permission).allowed) ?? null
}
