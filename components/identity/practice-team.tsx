import { ChevronRight, FlaskConical } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { Tag } from '#components/ui/tag.tsx'
import { type Role, roleLabels } from '#server/identity/vocabulary.ts'
import { Hidden } from './hidden.tsx'

const words = en.signIn

export interface TeamMember {
  id: string
  displayName: string
  roles: readonly Role[]
}

/** The practice team as a list to choose from, each marked. */
export function PracticeTeam(props: { csrfToken: string; team: readonly TeamMember[]; next: string }) {
  const { csrfToken, team, next } = props
  return (
    <section
      aria-labelledby="practice-title"
      className="self-start rounded-panel border border-line bg-surface p-5 sm:p-6"
    >
      <div className="flex flex-wrap items-center gap-3">
        <h2 id="practice-title" className="text-title font-semibold tracking-tight">
          {words.practice.title}
        </h2>
        <Tag tone="note" icon={FlaskConical}>
          {words.practice.tag}
        </Tag>
      </div>
      <p className="mt-1 max-w-xl text-muted">{words.practice.lead}</p>
      <form method="post" action="/api/auth/callback/practice" className="mt-4">
        <Hidden csrfToken={csrfToken} next={next} />
        <ul className="grid gap-x-3 sm:grid-cols-2">
          {team.map(({ id, displayName, roles }) => (
            <li key={id} className="border-t border-line">
              <button
                type="submit"
                name="person"
                value={id}
                className="group flex w-full items-center gap-3 rounded-control px-2 py-3 text-left hover:bg-sunken"
              >
                <span className="min-w-0 flex-1">
                  <span className="block font-medium">
                    <span className="sr-only">{words.practice.submitAs} </span>
                    {displayName}
                  </span>
                  <span className="block text-small text-muted">
                    {roles.map((role) => words.roleWork[role] ?? roleLabels[role]).join(' · ')}
                  </span>
                </span>
                <ChevronRight aria-hidden className="size-4 shrink-0 text-faint group-hover:text-ink" />
              </button>
            </li>
          ))}
        </ul>
      </form>
    </section>
  )
}
