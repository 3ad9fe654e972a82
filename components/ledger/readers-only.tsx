import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { en } from '#components/messages/en.ts'
import { Empty } from '#components/ui/empty.tsx'
import { Page } from '#components/ui/page.tsx'
import { mayRead } from '#server/identity/permissions.ts'
import type { Actor } from '#server/identity/vocabulary.ts'

/** The pages of the ledger, or why this person does not see them: the same guard that the verbs use. */
export function ReadersOnly({ actor, children }: { actor: Actor; children: ReactNode }) {
  const reading = mayRead(actor, 'ledger.read')
  if (reading.allowed) return children
  return (
    <Page title={en.ledger.name}>
      <Empty icon={Lock} title={en.ledger.forbidden}>
        {reading.sentence}
      </Empty>
    </Page>
  )
}
