'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Page } from '#components/ui/page.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { BundleForm } from './bundle-form.tsx'
import { BundleResult } from './bundle-result.tsx'
import { useBundleCheck } from './use-bundle-check.ts'

const words = en.ledger

/** An exported bundle, checked here. The file stays on this machine. */
export function VerifyPage() {
  const { data } = useSuspenseQuery(useTRPC().ledger.key.queryOptions({}))
  const [key, setKey] = useState(data.checkpointKey ?? '')
  const { state, check } = useBundleCheck()
  return (
    <Page title={words.verifyName} lead={words.verifyLead}>
      <div className="grid gap-5">
        <Panel title={words.verifyFile}>
          <BundleForm trusted={key} onTrust={setKey} onFile={(file) => check(file, key.trim())} />
        </Panel>
        <div aria-live="polite">
          <BundleResult state={state} onAgain={(file) => check(file, key.trim())} />
        </div>
      </div>
    </Page>
  )
}
