import { Filter, ScrollText } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { Empty } from '#components/ui/empty.tsx'
import type { ListAddress } from './address.ts'

const words = en.ledger

/** Nothing was written yet, or nothing that was asked for: two different things to a reader. */
export function NoEntries({ address: { kind, before } }: { address: ListAddress }) {
  if (kind === null && before === null) {
    return (
      <Empty
        icon={ScrollText}
        title={words.empty}
        action={
          <ButtonLink href="/intents/new" look="primary">
            {en.shell.newIntent}
          </ButtonLink>
        }
      >
        {words.emptyWhy}
      </Empty>
    )
  }
  return (
    <Empty
      icon={Filter}
      title={kind === null ? words.emptyFilteredOlder : words.emptyFiltered(kind)}
      action={<ButtonLink href="/ledger">{words.findClear}</ButtonLink>}
    >
      {words.emptyFilteredWhy}
    </Empty>
  )
}
