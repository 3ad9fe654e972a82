'use client'
import { CircleCheck, CircleDashed } from 'lucide-react'
import { en } from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { useMe } from '#components/shell/me.tsx'
import { ReasonedButton } from '#components/ui/button.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { TextField } from '#components/ui/field.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Tag } from '#components/ui/tag.tsx'
import { mayClear, mayResume } from '#server/loop/autonomy/killswitch/machine.ts'
import { type ClearanceKind, clearances } from '#server/loop/autonomy/killswitch/vocabulary.ts'

const words = en.halt

export interface Halt {
  id: string
  scope: string
  reason: string
  engagedBy: string
  via: string
  engagedAt: Date
  policyUpdated: boolean
  clearances: readonly { kind: string; personId: string; reference: string; at: Date }[]
}

/** Who halted and why, and the two clearances that resuming needs, each with its button or the reason it cannot act. */
export function ActiveHalt({ halt }: { halt: Halt }) {
  const scope = halt.scope === 'global' ? 'global' : 'service'
  const resuming = mayResume({ scope, given: halt.clearances.map(asGiven), resumed: false })
  return (
    <Panel
      id={halt.id}
      title={scope === 'global' ? words.haltedGlobal : words.haltedService(halt.scope.slice('service:'.length))}
    >
      <div className="grid gap-6">
        <Facts
          of={[
            [
              words.reasonGiven,
              <strong key="reason" className="font-medium">
                {halt.reason}
              </strong>,
            ],
            [words.who, <PersonName key="who" id={halt.engagedBy} />],
            [words.when, <Moment key="when" at={halt.engagedAt} />],
            [words.via, words.vias[halt.via as keyof typeof words.vias] ?? halt.via],
          ]}
        />
        <div>
          <h3 className="font-semibold">{words.checklist}</h3>
          <p className="text-small text-muted">{words.checklistWhy}</p>
          <ol className="mt-3 grid gap-4">
            {clearances[scope].map((kind) => (
              <li key={kind} className="rounded-control border border-line p-4">
                <Clearance halt={halt} scope={scope} kind={kind} />
              </li>
            ))}
          </ol>
        </div>
        <form method="post" action="/halt/resume" className="grid gap-1.5">
          <input type="hidden" name="haltId" value={halt.id} />
          <ReasonedButton
            id={`resume-${halt.id}`}
            type="submit"
            look="primary"
            reason={resuming.allowed ? null : resuming.sentence}
          >
            {words.resume}
          </ReasonedButton>
          {resuming.allowed && <p className="text-small text-muted">{words.resumeWhy}</p>}
        </form>
      </div>
    </Panel>
  )
}

const asGiven = ({ kind, personId }: { kind: string; personId: string }) => ({ kind: kind as ClearanceKind, personId })

function Clearance({ halt, scope, kind }: { halt: Halt; scope: 'global' | 'service'; kind: ClearanceKind }) {
  const { id, roles } = useMe()
  const { name, who, reference } = words.clearances[kind]
  const given = halt.clearances.find((each) => each.kind === kind)
  const facts = { person: { id, roles }, kind, scope, given: halt.clearances.map(asGiven), resumed: false }
  const may = mayClear({ ...facts, policyUpdated: halt.policyUpdated })
  return (
    <div className="grid gap-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{name}</span>
        {given ? (
          <Tag tone="good" icon={CircleCheck}>
            {words.givenTag}
          </Tag>
        ) : (
          <Tag tone="quiet" icon={CircleDashed}>
            {words.missing}
          </Tag>
        )}
        <span className="text-small text-muted">
          {given ? (
            <>
              {en.changes.byWord} <PersonName id={given.personId} />, <Moment at={given.at} />: {given.reference}
            </>
          ) : (
            who
          )}
        </span>
      </p>
      {!given && (
        <form method="post" action="/halt/clear" className="grid gap-3">
          <input type="hidden" name="haltId" value={halt.id} />
          <input type="hidden" name="kind" value={kind} />
          {may.allowed && (
            <TextField
              id={`${kind}-${halt.id}`}
              name="reference"
              label={reference}
              minLength={3}
              maxLength={300}
              required
            />
          )}
          <ReasonedButton id={`clear-${kind}-${halt.id}`} type="submit" reason={may.allowed ? null : may.sentence}>
            {words.give}
          </ReasonedButton>
        </form>
      )}
    </div>
  )
}
