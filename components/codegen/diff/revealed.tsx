import * as en from '#components/messages/en.ts'
import { segmentsOf, turnsText } from './hidden.ts'

const names: Readonly<Record<string, string | undefined>> = en.diff.hiddenNames

/** Text as a reviewer must see it: a character that would not be seen, or that would turn the text round, by its number. */
export function Revealed({ text }: { text: string }) {
  return segmentsOf(text).map((segment, at) =>
    segment.hidden === null ? (
      segment.text
    ) : (
      <span
        key={at}
        data-hidden={segment.hidden}
        data-tone={turnsText(segment) ? 'bad' : 'warn'}
        title={names[segment.hidden] ?? en.diff.hiddenOther}
        className="toned mx-px rounded border px-0.5 font-semibold"
      >
        U+{segment.hidden}
      </span>
    ),
  )
}
