'use client'
import { OctagonX, Plus } from 'lucide-react'
import Link from 'next/link'
import { LiveIndicator } from '#components/live/indicator.tsx'
import * as en from '#components/messages/en.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { Mark } from './mark.tsx'
import { Palette } from './palette.tsx'
import type { Theme } from './theme.ts'
import { UserMenu } from './user-menu.tsx'

/** The halt button is on every page, always in the same place. */
export function TopBar({ theme }: { theme: Theme }) {
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-line bg-surface px-4 sm:px-8">
      <Link href="/" aria-label={en.shell.product} className="mr-1 md:hidden">
        <Mark />
      </Link>
      <div className="min-w-0 overflow-hidden">
        <LiveIndicator />
      </div>
      <div className="ml-auto flex shrink-0 items-center gap-2">
        <Palette />
        <ButtonLink href="/intents/new" aria-label={en.shell.newIntent} className="max-sm:px-2.5">
          <Plus aria-hidden className="size-4" />
          <span className="max-sm:hidden">{en.shell.newIntent}</span>
        </ButtonLink>
        <ButtonLink href="/halt" look="stop">
          <OctagonX aria-hidden className="size-4" />
          {en.shell.places.halt}
        </ButtonLink>
        <UserMenu theme={theme} />
      </div>
    </header>
  )
}
