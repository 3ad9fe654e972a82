'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { CircleCheck, CircleDashed } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useMe } from '#components/shell/me.tsx'
import { ReasonedButton } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/field.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Tag } from '#components/ui/tag.tsx'
import type { Role } from '#server/identity/vocabulary.ts'
import { mayClear } from '#server/loop/autonomy/killswitch/machine.ts'
import { type ClearanceKind, clearanceRoles } from '#server/loop/autonomy/killswitch/vocabulary.ts'

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

export const asGiven = ({ kind, personId }: { kind: string; personId: string }) => ({
  kind: kind as ClearanceKind,
  personId,
})

/** One of the clearances that resuming needs: given by whom, or who may give it, with its button or the reason it cannot act. */
export function Clearance({ halt, scope, kind }: { halt: Halt; scope: 'global' | 'service'; kind: ClearanceKind }) {
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
              {en.changes.byWord} <PersonName id={given.personId} />, <Moment at={given.at} />:{' '}
              <bdi>{given.reference}</bdi>
            </>
          ) : (
            who
          )}
        </span>
      </p>
      {!given && <WhoMay kind={kind} />}
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

function WhoMay({ kind }: { kind: ClearanceKind }) {
  const { data } = useSuspenseQuery(useTRPC().people.list.queryOptions({ role: null }))
  const able = data.people.filter(
    ({ disabled, roles }) =>
      !disabled && roles.some((role) => (clearanceRoles[kind] as readonly Role[]).includes(role)),
  )
  const names = able.map(({ displayName }) => displayName).join(', ')
  return <p className="text-small text-muted">{names ? words.mayGive(names) : words.nobodyMayGive}</p>
}
