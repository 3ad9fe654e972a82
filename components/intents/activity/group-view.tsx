import * as en from '#components/messages/en.ts'
import { duration } from '#components/messages/time.ts'
import { ActLine } from './act-line.tsx'
import type { Group, ToldAct } from './groups.ts'

const words = en.intentViews

/** How near a reader looks: failures alone, what matters, or every line. */
export const zooms = ['short', 'story', 'all'] as const
export type Zoom = (typeof zooms)[number]

/** One part of the loop with its acts, newest first. What is folded says how much it is. */
export function GroupView({ group, zoom }: { group: Group; zoom: Zoom }) {
  const newestFirst = group.acts.toReversed()
  const shown = newestFirst.filter((act) => isShown(act, zoom))
  const folded = newestFirst.filter((act) => !isShown(act, zoom))
  const { length } = group.acts
  return (
    <li className="border-t border-line first:border-t-0">
      <p className="flex flex-wrap items-baseline gap-x-3 px-5 pt-3 pb-1 text-small">
        <span className="font-semibold">{words.parts[group.part]}</span>
        <span className="text-muted tabular-nums">
          {words.acts(length)}
          {length > 1 && `, ${duration(group.tookMs)}`}
        </span>
      </p>
      {shown.length > 0 && <Acts acts={shown} />}
      {folded.length > 0 && (
        <details className="pb-1">
          <summary className="mx-3 inline-flex min-h-8 items-center rounded-control px-2 text-small text-muted underline decoration-line underline-offset-4 hover:text-ink">
            {zoom === 'short' ? words.foldedActs(folded.length) : words.foldedSmall(folded.length)}
          </summary>
          <Acts acts={folded} />
        </details>
      )}
    </li>
  )
}

function isShown({ weight }: ToldAct, zoom: Zoom): boolean {
  if (zoom === 'all' || weight === 'failure') return true
  return zoom === 'story' && weight === 'plain'
}

function Acts({ acts }: { acts: readonly ToldAct[] }) {
  return (
    <ol className="grid">
      {acts.map((act) => (
        <ActLine key={act.cursor} act={act} />
      ))}
    </ol>
  )
}
