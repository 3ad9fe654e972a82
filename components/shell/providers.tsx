'use client'
import { CSPProvider } from '@base-ui/react/csp-provider'
import type { ReactNode } from 'react'
import { RpcProvider } from '#components/rpc/provider.tsx'
import { KeyboardProvider } from './keyboard-provider.tsx'
import { type Me, MeProvider } from './me.tsx'

/** What every page of the console relies on, below which the rows that were read are handed over. */
export function Providers(props: { me: Me; nonce: string | undefined; children: ReactNode }) {
  return (
    <CSPProvider nonce={props.nonce}>
      <RpcProvider>
        <MeProvider me={props.me}>
          <KeyboardProvider>{props.children}</KeyboardProvider>
        </MeProvider>
      </RpcProvider>
    </CSPProvider>
  )
}
