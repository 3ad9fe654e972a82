'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import * as en from '#components/messages/en.ts'
import { FailureNotice } from '#components/rpc/failure-notice.tsx'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useMe } from '#components/shell/me.tsx'
import { ReasonedButton } from '#components/ui/button.tsx'
import { Tag } from '#components/ui/tag.tsx'
import { mayRead } from '#server/identity/permissions.ts'
import type { KeptText } from '#server/loop/ledger/kept/vocabulary.ts'

const words = en.intentViews.kept

/** What was sent and what came back, fetched when someone who may asks to read it. */
export function KeptWords({ entryId }: { entryId: string }) {
  const [asked, setAsked] = useState(false)
  const { id, roles, practice } = useMe()
  const may = mayRead({ kind: 'person', id, roles, practice, sessionId: '' }, 'prompt.read')
  const { data, error, isFetching } = useQuery(
    useTRPC().ledger.kept.queryOptions({ entryId }, { enabled: asked, retry: false }),
  )
  if (!asked)
    return (
      <ReasonedButton id={`kept-${entryId}`} reason={may.allowed ? null : may.sentence} onClick={() => setAsked(true)}>
        {words.read}
      </ReasonedButton>
    )
  if (error) return <FailureNotice error={error} />
  if (!data) return <p className="text-muted">{isFetching ? en.intentViews.reading : null}</p>
  return (
    <div className="grid gap-3">
      {data.map((text) => (
        <Words key={text.part} text={text} />
      ))}
    </div>
  )
}

function Words({ text }: { text: KeptText }) {
  return (
    <section aria-label={words[text.part]} className="grid min-w-0 gap-1.5">
      <h4 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small font-medium">
        {words[text.part]}
        {text.text !== null && (
          <Tag tone={text.matches ? 'good' : 'bad'}>{text.matches ? words.matches : words.differs}</Tag>
        )}
        {text.text !== null && text.keptUntil && (
          <span className="text-muted">{words.keptUntil(text.keptUntil.slice(0, 10))}</span>
        )}
      </h4>
      {text.text === null ? (
        <p className="text-muted">{absenceOf(text)}</p>
      ) : (
        <textarea
          readOnly
          rows={12}
          aria-label={words[text.part]}
          value={text.text}
          className="w-full rounded-control border border-line bg-sunken p-3 font-mono text-small"
        />
      )}
    </section>
  )
}

function absenceOf({ absent, keptUntil, erasedAt }: KeptText): string {
  if (absent === 'erased' && erasedAt) return words.erased(erasedAt.slice(0, 10))
  if (absent === 'expired' && keptUntil) return words.expired(keptUntil.slice(0, 10))
  return words.neverKept
}
