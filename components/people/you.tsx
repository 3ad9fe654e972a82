import { Power } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { type PersonLine, roleLabels } from '#server/identity/vocabulary.ts'
import { SessionRows } from './session-rows.tsx'

const words = en.people

/** The reader: their roles, where they are signed in, and the way out of all of it. */
export function You({ person }: { person: PersonLine }) {
  return (
    <Panel title={words.you}>
      <Facts
        of={[
          [words.name, person.displayName],
          [words.roles, person.roles.map((role) => roleLabels[role]).join(', ')],
          [words.address, !person.practice && (person.email ?? words.addressNone)],
          [words.sessions, <SessionRows key="sessions" sessions={person.sessions ?? []} />],
        ]}
      />
      <form
        method="post"
        action="/account/sign-out-everywhere"
        className="mt-4 flex flex-wrap items-center gap-3 border-t border-line pt-4"
      >
        <Button type="submit" look="stop" aria-describedby="everywhere-why">
          <Power aria-hidden className="size-4" />
          {en.shell.signOutEverywhere}
        </Button>
        {!person.practice && <ButtonLink href="/sign-in/password">{en.shell.setPassword}</ButtonLink>}
        <p id="everywhere-why" className="text-small text-muted">
          {words.everywhereWhy}
        </p>
      </form>
    </Panel>
  )
}
