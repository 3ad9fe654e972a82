'use client'
import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import * as en from '#components/messages/en.ts'
import { classes } from '#components/ui/classes.ts'
import { Menu } from '#components/ui/menu.tsx'
import { MenuGroup, MenuLink } from '#components/ui/menu-items.tsx'
import { placeGroups } from './place-groups.ts'
import { Count, useCurrent } from './places.tsx'
import { useWaitingCount } from './standing.tsx'

type Place = (typeof placeGroups)[number]['places'][number]

/** What a thumb needs most; halting stands in the top bar of every page as well. */
const inBar: readonly string[] = ['/', '/intents', '/inbox', '/halt']

const places: readonly Place[] = placeGroups.flatMap((group): readonly Place[] => group.places)
const barPlaces = places.filter(({ href }) => inBar.includes(href))
const menuGroups = placeGroups.map(({ name, places: all }) => ({
  name,
  places: all.filter(({ href }) => !inBar.includes(href)),
}))

const tab = classes(
  'relative flex min-h-14 w-full flex-col items-center justify-center gap-0.5 text-micro text-muted',
  'aria-[current]:font-semibold aria-[current]:text-accent-strong focus-visible:-outline-offset-2',
)

/** The rail of narrow screens: four places, and the others one press further. */
export function TabBar() {
  const isCurrent = useCurrent()
  const waiting = useWaitingCount()
  return (
    <nav
      aria-label={en.shell.navigation}
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-5 border-t border-line bg-surface md:hidden"
    >
      {barPlaces.map(({ href, label, icon: Icon }) => (
        <Link key={href} href={href} aria-current={isCurrent(href) ? 'page' : undefined} className={tab}>
          <Icon aria-hidden className="size-5" strokeWidth={1.75} />
          {label}
          {href === '/inbox' && waiting > 0 && (
            <span className="absolute top-1 left-1/2 ml-1">
              <Count count={waiting} />
            </span>
          )}
        </Link>
      ))}
      <More isCurrent={isCurrent} />
    </nav>
  )
}

function More({ isCurrent }: { isCurrent: (href: string) => boolean }) {
  const within = menuGroups.some((group) => group.places.some(({ href }) => isCurrent(href)))
  return (
    <Menu
      triggerLook={tab}
      current={within}
      place="right-2 bottom-full mb-2 w-56"
      trigger={
        <>
          <Ellipsis aria-hidden className="size-5" strokeWidth={1.75} />
          {en.shell.more}
        </>
      }
    >
      {menuGroups.map(({ name, places: held }) => (
        <MenuGroup key={name} name={name} look="pt-1.5 pb-0.5 text-faint">
          {held.map(({ href, label, icon: Icon }) => (
            <MenuLink
              key={href}
              href={href}
              aria-current={isCurrent(href) ? 'page' : undefined}
              className="min-h-11 gap-3 aria-[current=page]:font-medium aria-[current=page]:text-accent-strong"
            >
              <Icon aria-hidden className="size-4.5" strokeWidth={1.75} />
              {label}
            </MenuLink>
          ))}
        </MenuGroup>
      ))}
    </Menu>
  )
}
