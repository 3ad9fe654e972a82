import { ChevronRight, CircleSlash } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { useMe } from '#components/shell/me.tsx'
import { Tag } from '#components/ui/tag.tsx'
import { type PersonLine, roleLabels } from '#server/identity/vocabulary.ts'
import { SessionRows } from './session-rows.tsx'

const words = en.people

/** People as rows; where the reader may see it, a row opens to where that person is signed in. */
export function PersonRows({ people }: { people: readonly PersonLine[] }) {
  const me = useMe()
  return (
    <ul>
      {people.map((person) => (
        <li key={person.id} className="border-t border-line">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-5 py-3">
            <span className="min-w-0 flex-1 basis-56">
              <span className="font-medium">{person.displayName}</span>
              {person.id === me.id && <span className="text-muted"> ({words.self})</span>}
              {person.email && <span className="block truncate text-small text-muted">{person.email}</span>}
            </span>
            <span className="flex flex-wrap gap-1.5">
              {person.disabled && (
                <Tag tone="warn" icon={CircleSlash}>
                  {words.disabled}
                </Tag>
              )}
              {person.practice && <Tag tone="quiet">{words.practice}</Tag>}
              {person.roles.map((role) => (
                <Tag key={role} tone="note">
                  {roleLabels[role]}
                </Tag>
              ))}
            </span>
          </div>
          {person.sessions && person.id !== me.id && person.sessions.length > 0 && (
            <details className="group px-5 pb-3">
              <summary className="flex w-fit items-center gap-1.5 rounded-control text-small text-muted hover:text-ink">
                <ChevronRight aria-hidden className="size-4 shrink-0 text-faint group-open:rotate-90" />
                {words.sessionCount(person.sessions.length)}
              </summary>
              <div className="pt-2 pl-5.5">
                <SessionRows sessions={person.sessions} />
              </div>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}
