import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { Outside } from '#components/identity/outside.tsx'
import { missingTo } from '#components/identity/readers-only.tsx'
import { Providers } from '#components/shell/providers.tsx'
import { Shell } from '#components/shell/shell.tsx'
import { readTheme } from '#components/shell/theme.ts'
import { liveHead, read, rpc } from '../rpc.ts'
import { requireSession } from '../session.ts'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { actor, displayName } = await requireSession()
  const missing = missingTo({ actor, needs: ['change.read', 'status.read', 'approval.read'] })
  if (missing) return <Outside actor={actor} missing={missing} />
  const head = await liveHead()
  const [standing, { needsMe: waiting }] = await Promise.all([
    read(rpc.status.standing.queryOptions({})),
    read(rpc.approvals.counts.queryOptions({})),
  ])
  const theme = readTheme((await cookies()).get('theme')?.value)
  const nonce = (await headers()).get('x-nonce') ?? undefined
  const { id, roles, practice } = actor
  return (
    <Providers me={{ id, roles, practice, displayName }} nonce={nonce} renderedAt={Date.now()}>
      <Shell now={{ head, data: { standing, waiting } }} theme={theme}>
        {children}
      </Shell>
    </Providers>
  )
}
