import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { HaltPage } from '#components/autonomy/halt/halt-page.tsx'
import * as en from '#components/messages/en.ts'
import { readFlash } from '#server/api/forms.ts'
import { Prefetched } from '../../../prefetched.tsx'
import { read, rpc } from '../../../rpc.ts'

export const metadata: Metadata = { title: en.halt.title }

export default async function HaltRoute() {
  await Promise.all([
    read(rpc.halt.status.queryOptions({})),
    read(rpc.halt.effect.queryOptions({})),
    read(rpc.people.list.queryOptions({ role: null })),
  ])
  const flash = readFlash((await cookies()).get('flash')?.value)
  return (
    <Prefetched>
      <HaltPage flash={flash} />
    </Prefetched>
  )
}
