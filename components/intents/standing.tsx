'use client'
import { askOf } from '#components/autonomy/approvals/request-rows.tsx'
import { causeOf, takenBackFor } from '#components/autonomy/rollout/rollout-view.tsx'
import * as en from '#components/messages/en.ts'
import { roleName } from '#components/people/role-name.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { type ApprovalPurpose, awaitedBy, type RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'

const words = en.intents

interface Overview {
  change: { state: string; reason: string | null }
  approvals: readonly RequestView[]
  rollouts: readonly { state: string }[]
  activity: readonly { event: string; detail: unknown }[]
}

/** The one thing a reader must know now: whom it waits for, why it ended, what to do. */
export function Standing({ overview }: { overview: Overview }) {
  const { state: reached } = overview.change
  const open = overview.approvals.find(
    ({ state, purpose }) => state === 'open' && awaitedBy[purpose as ApprovalPurpose] === reached,
  )
  return (
    <>
      {open && <Waiting request={open} />}
      {overview.change.state === 'rollingOut' && overview.rollouts.length === 0 && (
        <Notice tone="note" title={words.waitsForLane}>
          {words.waitsForLaneWhy}
        </Notice>
      )}
      <Ended overview={overview} />
    </>
  )
}

function Waiting({ request }: { request: RequestView }) {
  const mine = request.slots.some(({ mayDecide }) => mayDecide.allowed)
  const roles = request.slots.filter(({ state }) => state === 'waiting').map(({ role }) => roleName(role))
  return (
    <Notice
      tone={mine ? 'warn' : 'note'}
      title={mine ? words.waitsForYou : words.waitsFor(roles.join(', '))}
      actions={
        <ButtonLink href={`/inbox/${request.id}`} look={mine ? 'primary' : 'plain'}>
          {mine ? words.answerNow : words.readRequest}
        </ButtonLink>
      }
    >
      {askOf(request.purpose)}
    </Notice>
  )
}

const endings = {
  unfit: 'warn',
  denied: 'bad',
  declined: 'bad',
  failed: 'bad',
  rolledBack: 'warn',
  withdrawn: 'quiet',
} as const

function Ended({ overview: { change, activity } }: { overview: Overview }) {
  if (!(change.state in endings)) return null
  const state = change.state as keyof typeof endings
  const cause = takenBackFor(activity) ?? causeOf(change.reason) ?? change.reason
  return (
    <Notice tone={endings[state]} title={words.endings[state].title}>
      <p>{words.endings[state].what}</p>
      {cause && <p className="text-ink">{cause}</p>}
    </Notice>
  )
}
