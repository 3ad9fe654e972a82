'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import * as en from '#components/messages/en.ts'
import { failureOf } from '#components/rpc/failure.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useBusinessNow } from '#components/shell/business-moment.tsx'
import { useMe } from '#components/shell/me.tsx'
import { useStanding } from '#components/shell/standing.tsx'
import { ReasonedButton } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { mayAct, type Permission } from '#server/identity/permissions.ts'
import { mayAdvance } from '#server/loop/autonomy/rollout/machine.ts'
import { readReading } from './reading.ts'
import type { RolloutRow } from './rollout-view.tsx'

const words = en.rollout

interface Props {
  change: { id: string; service: string; humanMade: boolean }
  rollout: RolloutRow & { id: string }
  /** State of the newest gate request of this rollout; null when there is none. */
  gate: string | null
}

const underWay: readonly string[] = ['preparing', 'sandbox', 'canary', 'gate']

/** What a person may do with a rollout under way; what they may not says why, in the guard's own words. */
export function RolloutControls(props: Props) {
  const standing = useStanding()
  const { act, pending, failure } = useActs(props.change.id)
  const may = usePermission()
  const whyNot = useWhyNotAdvance(props)
  const { change, rollout } = props
  if (!underWay.includes(rollout.state)) return null
  // Automation takes every step by itself; only where it is halted, and the commit is a person's, people take them.
  const byHand = change.humanMade && (standing.haltedGlobal || standing.haltedServices.includes(change.service))
  const input = { changeId: change.id, rolloutId: rollout.id }
  return (
    <div className="grid justify-items-start gap-3 border-t border-line pt-4">
      {failure && (
        <Notice tone="bad" alert>
          {failure}
        </Notice>
      )}
      {byHand && (
        <ReasonedButton
          id="promote"
          reason={may('rollout.promote') ?? whyNot}
          disabled={pending}
          onClick={() => act.promote({ ...input, step: rollout.step })}
        >
          {words.promote}
        </ReasonedButton>
      )}
      <ReasonedButton
        id="roll-back"
        look="stop"
        reason={may('rollout.rollBack')}
        disabled={pending}
        onClick={() => act.rollBack({ ...input, cause: 'person', detectedAt: new Date().toISOString() })}
      >
        {words.rollBack}
      </ReasonedButton>
    </div>
  )
}

function usePermission(): (permission: Permission) => string | null {
  const { id, roles, practice } = useMe()
  return (permission) => {
    const answer = mayAct({ kind: 'person', id, roles, practice, sessionId: '' }, permission)
    return answer.allowed ? null : answer.sentence
  }
}

/** The same guard as the verb's, on what this page knows. */
function useWhyNotAdvance({ rollout, gate }: Props): string | null {
  const now = useBusinessNow()
  const step = rollout.ladder[rollout.step]
  if (!step) return null
  const answer = mayAdvance({
    step,
    minimumElapsed: rollout.stepMinimumEnds !== null && rollout.stepMinimumEnds.getTime() <= now,
    verdict: readReading(rollout.reading)?.verdict ?? 'gather',
    gate: step.kind === 'gate' ? gateStateOf(gate) : null,
  })
  return answer.allowed ? null : answer.sentence
}

function gateStateOf(state: string | null): 'open' | 'complete' | 'declined' | 'lapsed' {
  return state === 'complete' || state === 'declined' || state === 'lapsed' ? state : 'open'
}

function useActs(changeId: string) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const settled = {
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.changes.read.queryKey({ changeId }) }),
  }
  const promote = useMutation(trpc.rollouts.promote.mutationOptions(settled))
  const rollBack = useMutation(trpc.rollouts.rollBack.mutationOptions(settled))
  const error = promote.error ?? rollBack.error
  return {
    act: { promote: promote.mutate, rollBack: rollBack.mutate },
    pending: promote.isPending || rollBack.isPending,
    failure: error && failureOf(error).sentence,
  }
}
