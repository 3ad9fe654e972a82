'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useStanding } from '#components/shell/standing.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Page } from '#components/ui/page.tsx'
import { IntentForm } from './intent-form.tsx'

const words = en.intents

/** A person's words and a service; everything else is made of them, shown, and corrected afterwards. */
export function NewIntent() {
  const trpc = useTRPC()
  const { data: workspaces } = useSuspenseQuery(trpc.workspaces.list.queryOptions({}))
  const standing = useStanding()
  return (
    <Page title={words.newTitle} lead={words.newLead}>
      <div className="grid items-start gap-x-8 gap-y-6 lg:grid-cols-[3fr_2fr]">
        {standing.haltedGlobal && (
          <div className="lg:col-span-2">
            <Notice tone="warn" title={en.newIntent.halted}>
              {en.newIntent.haltedWhy}
            </Notice>
          </div>
        )}
        {workspaces.length === 0 ? (
          <Notice tone="note">{words.noService}</Notice>
        ) : (
          <IntentForm services={workspaces.map(({ service }) => service)} />
        )}
        <Examples />
      </div>
    </Page>
  )
}

function Examples() {
  return (
    <section aria-labelledby="examples-title">
      <h2 id="examples-title" className="font-semibold">
        {words.examples}
      </h2>
      <ul className="mt-2 grid gap-x-8 gap-y-2 text-small sm:grid-cols-2">
        {words.exampleList.map(([shape, example]) => (
          <li key={shape}>
            <span className="block text-muted">{words.shapes[shape]}</span>
            {example}
          </li>
        ))}
      </ul>
    </section>
  )
}
