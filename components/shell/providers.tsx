'use client'
import { CSPProvider } from '@base-ui/react/csp-provider'
import type { ReactNode } from 'react'
import { RenderedAt } from '#components/ui/moment.tsx'
import { KeyboardProvider } from './keyboard-provider.tsx'
import { type Me, MeProvider } from './me.tsx'

/** What every page of the console relies on, below which the rows that were read are handed over. */
export function Providers(props: { me: Me; nonce: string | undefined; renderedAt: number; children: ReactNode }) {
  return (
    <CSPProvider nonce={props.nonce}>
      <MeProvider me={props.me}>
        <RenderedAt value={props.renderedAt}>
          <KeyboardProvider>{props.children}</KeyboardProvider>
        </RenderedAt>
      </MeProvider>
    </CSPProvider>
  )
}
