'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Activity, House, Inbox, ListTree, OctagonX, ScrollText } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { en } from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { classes } from '#components/ui/classes.ts'
import { Mark } from './mark.tsx'

const places = [
  { href: '/', label: en.shell.places.home, icon: House },
  { href: '/intents', label: en.shell.places.intents, icon: ListTree },
  { href: '/inbox', label: en.shell.places.inbox, icon: Inbox },
  { href: '/ledger', label: en.ledger.name, icon: ScrollText },
  { href: '/halt', label: en.shell.places.halt, icon: OctagonX },
  { href: '/status', label: en.shell.places.status, icon: Activity },
] as const

/** How many open questions this person may answer now. */
export function useWaitingCount(): number {
  const { data } = useSuspenseQuery(useTRPC().approvals.inbox.queryOptions({}))
  return data.filter((request) => request.slots.some((slot) => slot.mayDecide.allowed)).length
}

function useCurrent() {
  const path = usePathname()
  return (href: string) => (href === '/' ? path === '/' : path.startsWith(href))
}

function Count({ count }: { count: number }) {
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
      <div className="sticky top-0 flex h-dvh flex-col gap-1 p-3">
        <Link
          href="/"
          className="mb-4 flex items-center gap-2.5 rounded-control px-2 py-2 font-semibold tracking-tight"
        >
          <Mark />
          {en.shell.product}
        </Link>
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
    </nav>
  )
}

export function TabBar() {
  const isCurrent = useCurrent()
  const waiting = useWaitingCount()
  return (
    <nav
      aria-label={en.shell.navigation}
      className="fixed inset-x-0 bottom-0 z-30 grid auto-cols-fr grid-flow-col border-t border-line bg-surface md:hidden"
    >
      {places.map(({ href, label, icon: Icon }) => (
        <Link
          key={href}
          href={href}
          aria-current={isCurrent(href) ? 'page' : undefined}
          className={classes(
            'relative flex min-h-14 flex-col items-center justify-center gap-0.5 text-micro text-muted',
            'aria-[current=page]:font-semibold aria-[current=page]:text-accent-strong',
          )}
        >
          <Icon aria-hidden className="size-5" strokeWidth={1.75} />
          {label}
          {href === '/inbox' && waiting > 0 && (
            <span className="absolute top-1 left-1/2 ml-1">
              <Count count={waiting} />
            </span>
          )}
        </Link>
      ))}
    </nav>
  )
}
