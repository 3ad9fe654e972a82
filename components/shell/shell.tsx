'use client'
import type { ReactNode } from 'react'
import { LiveProvider } from '#components/live/provider.tsx'
import { StaleNotice } from '#components/live/stale.tsx'
import type { Rendered } from '#components/live/use-followed.ts'
import * as en from '#components/messages/en.ts'
import { Arriving } from './arriving.tsx'
import { Banners } from './banners.tsx'
import { Rail } from './places.tsx'
import { type Now, StandingProvider } from './standing.tsx'
import { TabBar } from './tab-bar.tsx'
import type { Theme } from './theme.ts'
import { TopBar } from './top-bar.tsx'

/** What stands round every page of the console. */
export function Shell(props: { now: Rendered<Now>; theme: Theme; children: ReactNode }) {
  return (
    <LiveProvider head={props.now.head}>
      <StandingProvider rendered={props.now}>
        <a
          href="#page"
          className="sr-only z-50 rounded-control bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          {en.shell.skip}
        </a>
        <div className="flex min-h-dvh max-md:flex-col">
          <Rail />
          <div className="flex min-w-0 flex-1 flex-col">
            <TopBar theme={props.theme} />
            <Banners />
            <StaleNotice />
            <main id="page" tabIndex={-1} className="flex-1 outline-none max-md:pb-20">
              <Arriving>{props.children}</Arriving>
            </main>
          </div>
          <TabBar />
        </div>
      </StandingProvider>
    </LiveProvider>
  )
}
