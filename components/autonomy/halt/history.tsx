import * as en from '#components/messages/en.ts'
import { duration } from '#components/messages/time.ts'
import { PersonName } from '#components/people/names.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { Halt } from './clearance.tsx'

const words = en.halt

type Past = Omit<Halt, 'policyUpdated'> & { resumedAt: Date | null }

/** Halts that are over, newest first: who began and cleared each, and how long it held. */
export function HaltHistory({ history }: { history: readonly Past[] }) {
  if (history.length === 0) return <p className="text-muted">{words.historyEmpty}</p>
  return (
    <ul className="grid gap-3">
      {history.map((halt) => (
        <li key={halt.id}>
          <p className="flex flex-wrap gap-x-3">
            <span className="font-medium">
              {halt.scope === 'global' ? words.global : halt.scope.slice('service:'.length)}
            </span>
            <bdi className="min-w-0 break-words">{halt.reason}</bdi>
          </p>
          <p className="text-small text-muted">
            {en.changes.byWord} <PersonName id={halt.engagedBy} />, <Moment at={halt.engagedAt} />
            {halt.resumedAt && <Ended halt={halt} resumedAt={halt.resumedAt} />}
          </p>
        </li>
      ))}
    </ul>
  )
}

function Ended({ halt, resumedAt }: { halt: Past; resumedAt: Date }) {
  return (
    <>
      ; {words.resumedWord} <Moment at={resumedAt} />,{' '}
      {words.historyLasted(duration(resumedAt.getTime() - halt.engagedAt.getTime()))}
      {halt.clearances.map(({ kind, personId, reference }) => (
        <span key={kind}>
          ; {words.clearances[kind as keyof typeof words.clearances]?.name ?? kind} {en.changes.byWord}{' '}
          <PersonName id={personId} />: <bdi>{reference}</bdi>
        </span>
      ))}
    </>
  )
}
