import Link from 'next/link'
import * as en from '#components/messages/en.ts'
import { Notice } from '#components/ui/notice.tsx'
import type { LineageEntry } from '#server/loop/ledger/browse/vocabulary.ts'

const words = en.ledger

/** More than this are counted: who reads ten of them knows enough to halt. */
const named = 10

/** Which seals do not hold, each with why. Above everything else: nothing below may be relied on before it is read. */
export function BrokenSeals({ entries }: { entries: readonly LineageEntry[] }) {
  const broken = entries.filter(({ seal }) => seal === 'broken')
  if (broken.length === 0) return null
  return (
    <Notice tone="bad" title={words.brokenSome(broken.length)}>
      <p>{words.brokenWhy}</p>
      <ul className="mt-2 grid gap-1">
        {broken.slice(0, named).map(({ entryId, kind, index, fault }) => (
          <li key={entryId}>
            <Link href={`/ledger/${entryId}`} className="text-ink underline underline-offset-4 hover:text-accent">
              {words.kinds[kind]} {index !== null && <code>{words.number(index)}</code>}
            </Link>{' '}
            {fault && words.faults[fault]}
          </li>
        ))}
      </ul>
      {broken.length > named && <p className="mt-1">{words.brokenMore(broken.length - named)}</p>}
    </Notice>
  )
}
