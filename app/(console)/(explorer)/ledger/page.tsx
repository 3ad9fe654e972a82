import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { type Asked, listAddress, wordOf } from '#components/ledger/address.ts'
import { FoundPage } from '#components/ledger/found-page.tsx'
import { LedgerPage } from '#components/ledger/ledger-page.tsx'
import { typedSearch } from '#components/ledger/qualifiers.ts'
import { TypedPage } from '#components/ledger/typed-page.tsx'
import * as en from '#components/messages/en.ts'
import { Prefetched } from '../../../prefetched.tsx'
import { read, rpc } from '../../../rpc.ts'

export const metadata: Metadata = { title: en.shell.places.ledger }

export default async function Ledger({ searchParams }: { searchParams: Promise<Asked> }) {
  const asked = await searchParams
  const q = wordOf(asked, 'q')?.slice(0, 300)
  const typed = q ? typedSearch(q) : null
  if (q && typed) return await foundTyped(q, typed, listAddress(asked).before)
  if (q) return await found(q)
  const address = listAddress(asked)
  await read(rpc.ledger.list.queryOptions(address))
  return (
    <Prefetched>
      <LedgerPage address={address} />
    </Prefetched>
  )
}

/** Straight to what has this name when it is one thing. */
async function found(q: string) {
  const { entries, changeId } = await read(rpc.ledger.find.queryOptions({ q }))
  const [only, ...more] = entries
  if (changeId) redirect(`/lineage/${encodeURIComponent(changeId)}`)
  if (only && more.length === 0) redirect(`/ledger/${only.entryId}`)
  return (
    <Prefetched>
      <FoundPage q={q} />
    </Prefetched>
  )
}

async function foundTyped(q: string, typed: NonNullable<ReturnType<typeof typedSearch>>, before: number | null) {
  await read(rpc.ledger.search.queryOptions({ ...typed.asked, before }))
  return (
    <Prefetched>
      <TypedPage q={q} before={before} {...typed} />
    </Prefetched>
  )
}
