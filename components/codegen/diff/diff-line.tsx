import { memo } from 'react'
import * as en from '#components/messages/en.ts'
import { classes } from '#components/ui/classes.ts'
import { Revealed } from './revealed.tsx'
import type { DiffRow } from './rows.ts'

const looks = {
  hunk: { sign: '', tone: undefined },
  added: { sign: '+', tone: 'good' },
  removed: { sign: '−', tone: 'bad' },
  same: { sign: '', tone: undefined },
  note: { sign: '', tone: undefined },
} as const

/** Characters of one line that are drawn; a longer one is nobody's handwriting. */
const longestLine = 2_000

const number = 'w-10 shrink-0 pr-2 text-right text-faint select-none tabular-nums max-sm:first:hidden'

/** One line with its numbers before and after. The sign stays in the text, so colour is never alone. */
export const DiffLine = memo(function DiffLine({ row: { kind, before, after, text } }: { row: DiffRow }) {
  const { sign, tone } = looks[kind]
  const aside = kind === 'hunk' || kind === 'note'
  return (
    <div
      data-line={kind}
      data-tone={tone}
      className={classes('flex min-h-5 font-mono text-micro leading-5', tone && 'toned', aside && 'bg-sunken')}
    >
      <span className={number}>{before}</span>
      <span className={number}>{after}</span>
      <code dir="ltr" className={classes('code-line min-w-0 flex-1 pr-3', aside && 'text-faint')}>
        <span className="inline-block w-3.5 select-none">{sign}</span>
        <Revealed text={text.slice(0, longestLine)} />
        {text.length > longestLine && <em className="text-muted"> {en.diff.lineCut(text.length - longestLine)}</em>}
      </code>
    </div>
  )
})
