import * as en from '#components/messages/en.ts'
import { Notice } from '#components/ui/notice.tsx'
import { asCounted, excerptsOf } from './excerpts.ts'
import type { Estimate } from './use-estimate.ts'

const words = en.newIntent

/** Passages shown; a text full of them is told as a number. */
const shown = 6

/**
 * What would be taken out of the words, marked where it stands, before anything is sent to stay.
 * @param now the words as they are by now: what was taken back meanwhile is no longer told
 */
export function PersonalNotice({ estimate: { asked, proposed }, now }: { estimate: Estimate; now: string }) {
  const text = asCounted(now)
  const passages = proposed.passages.filter(({ start, end }) => text.includes(asked.text.slice(start, end)))
  if (passages.length === 0) return null
  const more = passages.length - shown
  return (
    <Notice tone="warn" title={words.personal(passages.length)}>
      <p>{words.personalWhy}</p>
      <ul className="mt-2 grid gap-1 text-small">
        {excerptsOf(asked.text, passages.slice(0, shown)).map(({ kind, start, before, marked, after }) => (
          <li key={start}>
            <span className="font-medium text-ink">{words.kinds[kind]}: </span>
            <bdi>
              {before}
              <mark className="rounded bg-(--tone-line) px-0.5 text-ink">{marked}</mark>
              {after}
            </bdi>
          </li>
        ))}
        {more > 0 && <li>{words.personalMore(more)}</li>}
      </ul>
    </Notice>
  )
}
