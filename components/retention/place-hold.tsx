'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import * as en from '#components/messages/en.ts'
import { FailureNotice } from '#components/rpc/failure-notice.tsx'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ReasonedButton } from '#components/ui/button.tsx'
import { Select, TextField } from '#components/ui/field.tsx'
import { formText } from '#components/ui/form-text.ts'
import { Panel } from '#components/ui/panel.tsx'
import { type HoldScope, holdScopes } from '#server/retention/vocabulary.ts'
import { useRefusal } from './use-may.ts'
import { useReadAnew } from './use-removal.ts'

const words = en.privacy

/** Counsel's form: what must be kept, and why. */
export function PlaceHold() {
  const refusal = useRefusal('hold.place')
  const [scope, setScope] = useState<HoldScope>('person')
  const { mutate, isPending, error } = useMutation(useTRPC().retention.placeHold.mutationOptions(useReadAnew()))
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const target = scope === 'everything' ? null : formText(data, 'target')
    mutate({ scope, target, reason: formText(data, 'reason') }, { onSuccess: () => form.reset() })
  }
  return (
    <Panel title={words.place} intro={words.placeWhy}>
      <form onSubmit={submit} className="grid gap-4">
        <Select
          id="hold-scope"
          label={words.scope}
          value={scope}
          onChange={({ target }) => setScope(holdScopes.find((each) => each === target.value) ?? 'person')}
        >
          {holdScopes.map((each) => (
            <option key={each} value={each}>
              {words.scopes[each]}
            </option>
          ))}
        </Select>
        {scope !== 'everything' && (
          <TextField
            id="hold-target"
            name="target"
            label={words.target}
            hint={words.targetHint}
            autoComplete="off"
            required
          />
        )}
        <TextField
          id="hold-reason"
          name="reason"
          label={words.reason}
          minLength={3}
          maxLength={2000}
          dir="auto"
          required
        />
        {error && <FailureNotice error={error} />}
        <ReasonedButton id="hold-place" type="submit" reason={refusal} disabled={isPending}>
          {isPending ? words.placing : words.place}
        </ReasonedButton>
      </form>
    </Panel>
  )
}
