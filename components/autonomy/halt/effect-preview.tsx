import Link from 'next/link'
import { percentOf } from '#components/autonomy/rollout/rollout-tag.tsx'
import * as en from '#components/messages/en.ts'
import type { ServiceEffect } from '#server/loop/autonomy/killswitch/vocabulary.ts'
import { type Effect, effectOn } from './effect.ts'

const words = en.halt

/** What the halt would do now, as of this moment. */
export function EffectPreview({ services, scope }: { services: readonly ServiceEffect[]; scope: string[] | null }) {
  const effect = effectOn(services, scope)
  return (
    <div aria-live="polite" className="rounded-control bg-sunken px-4 py-3 text-small">
      <h3 className="font-medium">{words.effectTitle(scope?.join(', ') ?? null)}</h3>
      <dl className="mt-1.5 grid gap-x-4 gap-y-1.5 sm:grid-cols-[5rem_1fr]">
        <dt className="text-muted">{words.stops}</dt>
        <dd className="max-sm:-mt-1">{stopsIn(effect)}</dd>
        <dt className="text-muted">{words.holds}</dt>
        <dd className="max-sm:-mt-1">
          <Holds effect={effect} />
        </dd>
        <dt className="text-muted">{words.keeps}</dt>
        <dd className="max-sm:-mt-1">{goesOn(effect)}</dd>
      </dl>
      {effect.unknown.length > 0 && <p className="mt-2 break-words">{words.unknown(effect.unknown.join(', '))}</p>}
      {effect.halted.length > 0 && <p className="mt-2">{words.alreadyHalted(effect.halted.join(', '))}</p>}
    </div>
  )
}

function stopsIn({ stops }: Effect): string {
  if (stops.length === 0) return words.stopsNothing
  const named: Readonly<Record<string, (count: number) => string>> = words.pieces
  return words.stopsWork(stops.map(([state, count]) => (named[state] ?? words.otherPieces)(count)).join(', '))
}

function Holds({ effect: { holds, waiting } }: { effect: Effect }) {
  if (holds.length === 0 && waiting === 0) return words.holdsNothing
  return (
    <ul className="grid gap-0.5">
      {holds.map(({ id, service, state, weight }) => (
        <li key={id}>
          <Link href={`/deployments/${id}`} className="underline underline-offset-2">
            {service}
          </Link>
          : {weight > 0 ? words.heldAt(percentOf(weight)) : words.heldBefore(stateName(state))}
        </li>
      ))}
      {waiting > 0 && <li>{words.waiting(waiting)}</li>}
    </ul>
  )
}

const stateName = (state: string) => en.rollout.states[state as keyof typeof en.rollout.states] ?? state

function goesOn({ serving, openQuestions, ownCommits }: Effect): string {
  const lines = [
    words.serves(serving),
    words.questions(openQuestions),
    words.ownCommits(ownCommits),
    words.rollingBack,
    words.records,
  ]
  return lines.join(' ')
}
