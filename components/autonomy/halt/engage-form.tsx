'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { type RefObject, useEffect, useRef, useState } from 'react'
import * as en from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useMe } from '#components/shell/me.tsx'
import { ReasonedButton } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/field.tsx'
import { formText } from '#components/ui/form-text.ts'
import { mayAct } from '#server/identity/permissions.ts'
import { namedServices } from './effect.ts'
import { EffectPreview } from './effect-preview.tsx'

const words = en.halt

const name = String.raw`[A-Za-z][A-Za-z0-9._\-]{0,63}`

/** A plain form: what to halt, why, and what that does at this moment. It works as it stands; a script only narrows what is told. */
export function EngageForm() {
  const me = useMe()
  const { data: services } = useSuspenseQuery(useTRPC().halt.effect.queryOptions({}))
  const form = useRef<HTMLFormElement>(null)
  const [scope, read] = useScope(form)
  const may = mayAct(
    { kind: 'person', id: me.id, roles: me.roles, practice: me.practice, sessionId: '' },
    'halt.engage',
  )
  return (
    <form ref={form} method="post" action="/halt/engage" onInput={read} className="grid gap-5">
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 text-small font-medium">{words.scope}</legend>
        <Scope value="global" title={words.global} why={words.globalWhy} defaultChecked />
        <Scope value="service" title={words.service} why={words.serviceWhy} />
        <TextField
          id="halt-service"
          name="service"
          label={words.serviceName}
          list="services"
          defaultValue={services[0]?.service ?? ''}
          pattern={`[\\s,]*${name}([\\s,]+${name})*[\\s,]*`}
          autoComplete="off"
        />
        <datalist id="services">
          {services.map(({ service }) => (
            <option key={service} value={service}>
              {service}
            </option>
          ))}
        </datalist>
      </fieldset>
      <TextField
        id="halt-reason"
        name="reason"
        label={words.reason}
        hint={words.reasonHint}
        maxLength={2000}
        dir="auto"
      />
      <EffectPreview services={services} scope={scope} />
      <ReasonedButton id="halt-now" type="submit" look="danger" reason={may.allowed ? null : may.sentence}>
        {words.submit}
      </ReasonedButton>
    </form>
  )
}

/** The services that the form names; null is everything. A browser that comes back to the page may have kept another choice. */
function useScope(form: RefObject<HTMLFormElement | null>) {
  const [scope, setScope] = useState<string[] | null>(null)
  const read = () => {
    if (!form.current) return
    const data = new FormData(form.current)
    setScope(formText(data, 'scope') === 'service' ? namedServices(formText(data, 'service')) : null)
  }
  useEffect(() => void form.current?.dispatchEvent(new Event('input', { bubbles: true })), [form])
  return [scope, read] as const
}

function Scope(props: { value: string; title: string; why: string; defaultChecked?: boolean }) {
  const id = `scope-${props.value}`
  return (
    <div className="flex gap-3 rounded-control border border-line px-3 py-2.5 has-checked:border-accent has-checked:bg-accent-soft">
      <input
        id={id}
        type="radio"
        name="scope"
        value={props.value}
        defaultChecked={props.defaultChecked}
        aria-describedby={`${id}-why`}
        className="mt-1 size-4 shrink-0 accent-(--accent)"
      />
      <div>
        <label htmlFor={id} className="font-medium">
          {props.title}
        </label>
        <p id={`${id}-why`} className="text-small text-muted">
          {props.why}
        </p>
      </div>
    </div>
  )
}
