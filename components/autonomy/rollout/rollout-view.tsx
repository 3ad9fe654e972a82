import * as en from '#components/messages/en.ts'
import { isText, readAs, shaped } from '#components/rpc/shape.ts'
import { BusinessMoment } from '#components/shell/business-moment.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { roleLabels } from '#server/identity/vocabulary.ts'
import type { LadderStep } from '#server/loop/autonomy/rollout/schemas.ts'
import { rollbackCauses } from '#server/loop/autonomy/rollout/vocabulary.ts'
import { readReading } from './reading.ts'
import { Reading } from './reading-view.tsx'
import { isOnTrial, percentOf, RolloutTag } from './rollout-tag.tsx'

const words = en.rollout

export interface RolloutRow {
  state: string
  step: number
  weight: number
  ladder: readonly LadderStep[]
  artifactDigest: string
  previousDigest: string | null
  stepMinimumEnds: Date | null
  reading: unknown
}

/** Where the version is on its way to everyone, what it was judged on, and where it answers. */
export function RolloutView({ rollout, address }: { rollout: RolloutRow; address: string }) {
  const reading = readReading(rollout.reading)
  const onTrial = isOnTrial(rollout.state)
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <RolloutTag state={rollout.state} />
        {onTrial && <span className="text-small text-muted">{words.weight(percentOf(rollout.weight))}</span>}
      </div>
      <Ladder rollout={rollout} />
      <Facts
        of={[
          [
            words.address,
            <a key="address" href={address} className="text-accent underline underline-offset-4">
              {address}
            </a>,
          ],
          [
            onTrial && rollout.stepMinimumEnds ? words.ends : '',
            onTrial && rollout.stepMinimumEnds && <BusinessMoment key="ends" at={rollout.stepMinimumEnds} />,
          ],
          [words.artifact, <Digest key="artifact" value={rollout.artifactDigest} />],
          [words.previous, rollout.previousDigest && <Digest key="previous" value={rollout.previousDigest} />],
        ]}
      />
      {onTrial && reading && <Reading reading={reading} />}
    </div>
  )
}

function Ladder({ rollout }: { rollout: RolloutRow }) {
  const finished = rollout.state === 'stable'
  const names = [...rollout.ladder.map(stepName), words.steps.production]
  return (
    <ol className="flex flex-wrap gap-1.5 text-small">
      {names.map((name, index) => {
        const at = finished ? names.length - 1 : rollout.step
        return (
          <li
            // The way is fixed when a rollout starts: a step's place is its name.
            key={index}
            aria-current={index === at ? 'step' : undefined}
            data-tone={index < at || finished ? 'good' : index === at ? 'accent' : 'quiet'}
            className="toned rounded-control border px-2.5 py-1"
          >
            {name}
          </li>
        )
      })}
    </ol>
  )
}

function stepName(step: LadderStep): string {
  switch (step.kind) {
    case 'sandbox':
      return words.steps.sandbox
    case 'canary':
      return percentOf(step.weight)
    case 'gate':
      return `${words.steps.gate}: ${step.roles.map((role) => roleLabels[role]).join(', ')}`
  }
}

/** Why a version was taken back, in words. */
export function causeOf(reason: unknown): string | null {
  const cause = readAs(shaped({ cause: isText }), reason)?.cause ?? reason
  return typeof cause === 'string' && cause in rollbackCauses
    ? rollbackCauses[cause as keyof typeof rollbackCauses]
    : null
}

/** The newest cause a rollback of this change named. */
export function takenBackFor(activity: readonly { event: string; detail: unknown }[]): string | null {
  const causes = activity.filter(({ event }) => event === 'rollout.rollBack').map(({ detail }) => causeOf(detail))
  return causes.findLast((cause) => cause !== null) ?? null
}
