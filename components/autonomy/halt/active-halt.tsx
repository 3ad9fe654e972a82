'use client'
import * as en from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { ReasonedButton } from '#components/ui/button.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { mayResume } from '#server/loop/autonomy/killswitch/machine.ts'
import { clearances } from '#server/loop/autonomy/killswitch/vocabulary.ts'
import { asGiven, Clearance, type Halt } from './clearance.tsx'

const words = en.halt

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
                <bdi>{halt.reason}</bdi>
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
