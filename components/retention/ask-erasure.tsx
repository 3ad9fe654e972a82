'use client'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import * as en from '#components/messages/en.ts'
import { FailureNotice } from '#components/rpc/failure-notice.tsx'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ReasonedButton } from '#components/ui/button.tsx'
import { Select } from '#components/ui/field.tsx'
import { formText } from '#components/ui/form-text.ts'
import { Panel } from '#components/ui/panel.tsx'
import { erasureGrounds, type RetentionStatus } from '#server/retention/vocabulary.ts'
import { useRefusal } from './use-may.ts'
import { useReadAnew } from './use-removal.ts'

const words = en.privacy

/** The first person's part: whom, and on what ground. */
export function AskErasure({ people }: Pick<RetentionStatus, 'people'>) {
  const reason = useRefusal('erasure.ask')
  const { mutate, isPending, error } = useMutation(useTRPC().retention.askErasure.mutationOptions(useReadAnew()))
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const ground = erasureGrounds.find((each) => each === formText(data, 'ground')) ?? erasureGrounds[0]
    mutate({ personId: formText(data, 'person'), ground })
  }
  return (
    <Panel title={words.ask} id="ask-erasure" intro={words.askWhy}>
      <form onSubmit={submit} className="grid gap-4">
        <Select id="erase-person" name="person" label={words.person} required>
          {people.map(({ id, displayName }) => (
            <option key={id} value={id}>
              {displayName}
            </option>
          ))}
        </Select>
        <Select id="erase-ground" name="ground" label={words.ground}>
          {erasureGrounds.map((ground) => (
            <option key={ground} value={ground}>
              {words.grounds[ground]}
            </option>
          ))}
        </Select>
        {error && <FailureNotice error={error} />}
        <ReasonedButton id="erase-ask" type="submit" look="primary" reason={reason} disabled={isPending}>
          {isPending ? words.requesting : words.request}
        </ReasonedButton>
      </form>
    </Panel>
  )
}
