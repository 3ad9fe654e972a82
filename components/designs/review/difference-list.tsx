import type { Difference } from '#server/loop/designs/edit/index.ts'
import { sentencesOf } from './difference-words.ts'

/** What changed, in words: the unit that people review. */
export function DifferenceList({ of, label }: { of: readonly Difference[]; label: string }) {
  return (
    <ul aria-label={label} className="grid list-disc gap-1 pl-5 text-small">
      {of.flatMap(sentencesOf).map((sentence) => (
        <li key={sentence} className="break-words">
          {sentence}
        </li>
      ))}
    </ul>
  )
}
