'use client'
import { useMutation } from '@tanstack/react-query'
import { CircleSlash, Lock } from 'lucide-react'
import type { FormEvent } from 'react'
import * as en from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { FailureNotice } from '#components/rpc/failure-notice.tsx'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Button } from '#components/ui/button.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { TextField } from '#components/ui/field.tsx'
import { formText } from '#components/ui/form-text.ts'
import { Moment } from '#components/ui/moment.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Tag } from '#components/ui/tag.tsx'
import type { HoldLine } from '#server/retention/vocabulary.ts'
import { useRefusal } from './use-may.ts'
import { useReadAnew } from './use-removal.ts'

const words = en.privacy

/** Holds, those that stand first. */
export function Holds({ holds }: { holds: readonly HoldLine[] }) {
  const mayLift = useRefusal('hold.lift') === null
  return (
    <Panel title={words.holds} intro={words.holdsWhy} flush>
      {holds.length === 0 ? (
        <Empty icon={Lock} title={words.noHolds}>
          {words.noHoldsWhy}
        </Empty>
      ) : (
        <ul>
          {holds.map((hold) => (
            <li key={hold.id} className="grid gap-2 border-t border-line px-5 py-4">
              <Hold hold={hold} />
              {hold.liftedAt === null && mayLift && <Lift holdId={hold.id} />}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Hold({ hold }: { hold: HoldLine }) {
  const stands = hold.liftedAt === null
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{words.scopes[hold.scope]}</span>
        <Tag tone={stands ? 'warn' : 'quiet'} icon={stands ? Lock : CircleSlash}>
          {stands ? words.stands : words.lifted}
        </Tag>
        {hold.target && <code className="text-small break-all text-muted">{hold.target}</code>}
      </p>
      <p>
        <bdi>{hold.reason}</bdi>
      </p>
      <p className="text-small text-muted">
        {words.placedBy} <PersonName id={hold.placedBy} />, <Moment at={hold.placedAt} />
        {hold.liftedBy && hold.liftedAt && (
          <>
            . {words.liftedBy} <PersonName id={hold.liftedBy} />, <Moment at={hold.liftedAt} />
          </>
        )}
        . <code className="break-all">{hold.id}</code>
      </p>
    </>
  )
}

function Lift({ holdId }: { holdId: string }) {
  const { mutate, isPending, error } = useMutation(useTRPC().retention.liftHold.mutationOptions(useReadAnew()))
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    mutate({ holdId, reason: formText(new FormData(event.currentTarget), 'reason') })
  }
  return (
    <details>
      <summary className="w-fit rounded-control text-small text-muted hover:text-ink">{words.lift}…</summary>
      <form onSubmit={submit} className="mt-2 grid gap-3">
        <TextField
          id={`lift-${holdId}`}
          name="reason"
          label={words.liftReason}
          minLength={3}
          maxLength={2000}
          required
        />
        {error && <FailureNotice error={error} />}
        <div>
          <Button type="submit" disabled={isPending}>
            {isPending ? words.lifting : words.lift}
          </Button>
        </div>
      </form>
    </details>
  )
}
