'use client'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import * as en from '#components/messages/en.ts'
import { FailureNotice } from '#components/rpc/failure-notice.tsx'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useMe } from '#components/shell/me.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/field.tsx'
import { formText } from '#components/ui/form-text.ts'
import { Notice } from '#components/ui/notice.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { mayRead, type ReadPermission } from '#server/identity/permissions.ts'
import { TokenRows } from './token-rows.tsx'

const words = en.tokens

/** What a token can be for: the API is the ledger's. */
const offered: readonly ReadPermission[] = ['ledger.read', 'ledger.disclose']

/** The reader's own tokens; a new one is shown once. */
export function Tokens() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { data: tokens } = useSuspenseQuery(trpc.tokens.list.queryOptions({}))
  const onSettled = () => queries.invalidateQueries({ queryKey: trpc.tokens.list.queryKey({}) })
  const create = useMutation(trpc.tokens.create.mutationOptions({ onSettled }))
  const revoke = useMutation(trpc.tokens.revoke.mutationOptions({ onSettled }))
  const failed = create.error ?? revoke.error
  return (
    <Panel title={words.title} intro={words.intro} id="tokens">
      <div className="grid gap-4">
        <TokenRows tokens={tokens} onRevoke={(tokenId) => revoke.mutate({ tokenId })} busy={revoke.isPending} />
        {create.data && (
          <Notice
            tone="good"
            title={words.made}
            alert
            actions={<Button onClick={() => create.reset()}>{words.done}</Button>}
          >
            <code className="block py-1 text-ink break-all select-all">{create.data.token}</code>
            {words.madeWhy}
          </Notice>
        )}
        {failed && <FailureNotice error={failed} />}
        <NewToken onCreate={create.mutate} busy={create.isPending} />
      </div>
    </Panel>
  )
}

interface Wanted {
  name: string
  days: number
  scopes: ReadPermission[]
}

function NewToken({ onCreate, busy }: { onCreate: (wanted: Wanted) => void; busy: boolean }) {
  const { id, roles, practice } = useMe()
  const actor = { kind: 'person', id, roles, practice, sessionId: '' } as const
  const scopes = offered.filter((scope) => mayRead(actor, scope).allowed)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const chosen = scopes.filter((scope) => form.getAll('scope').includes(scope))
    onCreate({ name: formText(form, 'name'), days: Number(formText(form, 'days')), scopes: chosen })
  }
  return (
    <form onSubmit={submit} className="grid gap-3 border-t border-line pt-4 sm:grid-cols-[2fr_1fr_auto] sm:items-end">
      <TextField id="token-name" name="name" label={words.name} maxLength={80} autoComplete="off" required />
      <TextField
        id="token-days"
        name="days"
        label={words.days}
        type="number"
        min={1}
        max={365}
        defaultValue={90}
        required
      />
      <Button type="submit" disabled={busy}>
        {words.create}
      </Button>
      <fieldset className="flex flex-wrap gap-x-4 gap-y-1 sm:col-span-3">
        <legend className="mb-1 text-small font-medium text-ink">{words.scopes}</legend>
        {scopes.map((scope) => (
          <label key={scope} className="flex items-center gap-2">
            <input type="checkbox" name="scope" value={scope} defaultChecked={scope === 'ledger.read'} />
            <code>{scope}</code>
          </label>
        ))}
      </fieldset>
    </form>
  )
}
