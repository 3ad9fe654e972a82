'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import * as en from '#components/messages/en.ts'
import { Mark } from './mark.tsx'
import { placeGroups } from './place-groups.ts'
import { useWaitingCount } from './standing.tsx'

export function useCurrent() {
  // A lineage is read from the ledger, a design is a part of its intent, and an incident is of a deployment.
  const path = usePathname()
    .replace(/^\/lineage\//, '/ledger/')
    .replace(/^\/designs\//, '/intents/')
    .replace(/^\/incidents(?=\/|$)/, '/deployments')
  return (href: string) => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`))
}

export function Count({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <span className="ml-auto inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-accent px-1.5 text-micro font-semibold text-on-accent">
      <span aria-hidden>{count}</span>
      <span className="sr-only">{en.shell.waitingCount(count)}</span>
    </span>
  )
}

export function Rail() {
  const isCurrent = useCurrent()
  const waiting = useWaitingCount()
  return (
    <nav aria-label={en.shell.navigation} className="w-56 shrink-0 border-r border-line bg-surface max-md:hidden">
      <div className="sticky top-0 flex h-dvh flex-col gap-1 overflow-y-auto p-3">
        <Link
          href="/"
          className="mb-2 flex items-center gap-2.5 rounded-control px-2 py-2 font-semibold tracking-tight"
        >
          <Mark />
          {en.shell.product}
        </Link>
        {placeGroups.map(({ name, places }) => (
          <div key={name} className="mb-3 grid gap-0.5">
            <p aria-hidden className="px-2.5 py-1 text-micro text-faint">
              {name}
            </p>
            {places.map(({ href, label, icon: Icon }) => (
              <Link
                key={href}
                href={href}
                aria-current={isCurrent(href) ? 'page' : undefined}
                className="flex min-h-9 items-center gap-3 rounded-control px-2.5 text-muted hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-strong"
              >
                <Icon aria-hidden className="size-4.5" strokeWidth={1.75} />
                {label}
                {href === '/inbox' && <Count count={waiting} />}
              </Link>
            ))}
          </div>
        ))}
      </div>
    </nav>
  )
}
