'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { en } from '#components/messages/en.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useMe } from '#components/shell/me.tsx'
import { ReasonedButton } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/field.tsx'
import { mayAct } from '#server/identity/permissions.ts'

const words = en.halt

interface Process {
  runningWork: number
}

/** A plain form: what to halt, why, and what that does at this moment. */
export function EngageForm({ processes }: { processes: readonly Process[] }) {
  const me = useMe()
  const { data: workspaces } = useSuspenseQuery(useTRPC().workspaces.list.queryOptions({}))
  const may = mayAct(
    { kind: 'person', id: me.id, roles: me.roles, practice: me.practice, sessionId: '' },
    'halt.engage',
  )
  return (
    <form method="post" action="/halt/engage" className="grid gap-5">
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 text-small font-medium">{words.scope}</legend>
        <Scope value="global" title={words.global} why={words.globalWhy} defaultChecked />
        <Scope value="service" title={words.service} why={words.serviceWhy} />
        <TextField
          id="halt-service"
          name="service"
          label={words.serviceName}
          list="services"
          defaultValue={workspaces[0]?.service ?? ''}
          pattern="[A-Za-z][A-Za-z0-9._\-]{0,63}"
        />
        <datalist id="services">
          {workspaces.map(({ service }) => (
            <option key={service} value={service}>
              {service}
            </option>
          ))}
        </datalist>
      </fieldset>
      <TextField id="halt-reason" name="reason" label={words.reason} hint={words.reasonHint} maxLength={2000} />
      <Effect running={processes.reduce((sum, { runningWork }) => sum + runningWork, 0)} />
      <ReasonedButton id="halt-now" type="submit" look="danger" reason={may.allowed ? null : may.sentence}>
        {words.submit}
      </ReasonedButton>
    </form>
  )
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
        className="mt-1 size-4 accent-(--accent)"
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

/** What the halt does now, counted at this moment. */
function Effect({ running }: { running: number }) {
  const { data: changes } = useSuspenseQuery(useTRPC().changes.list.queryOptions({}))
  const rollouts = changes.filter(({ state }) => state === 'rollingOut').length
  return (
    <div className="rounded-control bg-sunken px-4 py-3 text-small">
      <h3 className="font-medium">{words.effectTitle}</h3>
      <dl className="mt-1.5 grid gap-x-4 gap-y-1 sm:grid-cols-[5rem_1fr]">
        <dt className="text-muted">{words.stops}</dt>
        <dd>
          {words.runningWork(running)} {words.canaries(rollouts)}
        </dd>
        <dt className="text-muted">{words.keeps}</dt>
        <dd>{words.keepsList.join(' ')}</dd>
      </dl>
    </div>
  )
}
