import { en } from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { Moment } from '#components/ui/moment.tsx'

const words = en.halt

interface Past {
  id: string
  scope: string
  reason: string
  engagedBy: string
  engagedAt: Date
  resumedAt: Date | null
}

/** Halts that are over, newest first. */
export function HaltHistory({ history }: { history: readonly Past[] }) {
  if (history.length === 0) return <p className="text-muted">{words.historyEmpty}</p>
  return (
    <ul className="grid gap-2">
      {history.map((halt) => (
        <li key={halt.id} className="flex flex-wrap gap-x-3">
          <span className="font-medium">
            {halt.scope === 'global' ? words.global : halt.scope.slice('service:'.length)}
          </span>
          <span>{halt.reason}</span>
          <span className="text-small text-muted">
            {en.changes.byWord} <PersonName id={halt.engagedBy} />, <Moment at={halt.engagedAt} />
            {halt.resumedAt && (
              <>
                ; {words.resumedWord} <Moment at={halt.resumedAt} />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
