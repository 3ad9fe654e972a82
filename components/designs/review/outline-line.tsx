import { ChevronDown, ChevronRight } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import * as en from '#components/messages/en.ts'
import { classes } from '#components/ui/classes.ts'
import { PartIcon } from '../part-icon.tsx'
import { actsOf, nameOf } from './acts.ts'
import type { Editor, Mark } from './editor.ts'
import { Marks } from './marks.tsx'
import type { Row } from './outline-rows.ts'

const words = en.designReview
const kinds = en.designs.kinds

/** The columns of the outline; where it is narrow each row has two lines. */
export const columns =
  'grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-3 @lg:grid-cols-[minmax(0,2fr)_5.5rem_minmax(0,1.2fr)_3rem]'

interface Line {
  row: Row
  editor: Editor
  mark: Mark | null
  isCurrent: boolean
  onFold: (key: string, isFolded: boolean) => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** One row; the chosen one alone is a stop of the keyboard. */
export function OutlineLine({ row, editor, mark, isCurrent, onFold, onKeyDown }: Line) {
  const { name, kind, detail } = cellsOf(row, editor)
  return (
    <div
      role="row"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={row.kind === 'component' && row.holds > 0 ? !row.isFolded : undefined}
      aria-selected={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      data-key={row.key}
      data-home={isCurrent || undefined}
      onClick={() => editor.choose(row.key)}
      onKeyDown={onKeyDown}
      onDoubleClick={() => actsOf(editor).change()}
      className={classes(
        columns,
        'min-h-10 cursor-default items-center border-t border-line py-1.5 text-small hover:bg-sunken focus-visible:-outline-offset-2 aria-selected:bg-accent-soft',
      )}
    >
      <span role="gridcell" className={classes('flex min-w-0 items-center gap-2', row.level === 2 && 'pl-7')}>
        <Fold row={row} onFold={onFold} />
        {row.kind !== 'connection' && (
          <PartIcon
            kind={row.kind === 'component' ? row.component.kind : row.part.kind}
            className="size-4 shrink-0 text-faint"
          />
        )}
        <span className={classes('min-w-0 break-words', row.kind === 'component' && 'font-medium')}>{name}</span>
      </span>
      <span role="gridcell" className="text-muted">
        {kind}
      </span>
      <span role="gridcell" className="min-w-0 break-words text-muted @max-lg:pl-7">
        {detail}
      </span>
      <span role="gridcell" className="@max-lg:text-right">
        {mark && <Marks mark={mark} />}
      </span>
    </div>
  )
}

/** For the mouse; the keyboard has its arrows, and the row itself says whether it is open. */
function Fold({ row, onFold }: Pick<Line, 'row' | 'onFold'>) {
  if (row.level === 2) return null
  if (row.kind !== 'component' || row.holds === 0) return <span className="w-5 shrink-0" />
  const Icon = row.isFolded ? ChevronRight : ChevronDown
  return (
    <span
      aria-hidden
      onClick={() => onFold(row.key, !row.isFolded)}
      className="inline-flex size-5 shrink-0 items-center justify-center text-faint"
    >
      <Icon className="size-4" />
    </span>
  )
}

function cellsOf(row: Row, { spec }: Editor): { name: string; kind: string; detail: string } {
  switch (row.kind) {
    case 'component': {
      const { name, kind, dataClasses } = row.component
      return { name, kind: kinds[kind], detail: dataClasses.join(', ') }
    }
    case 'connection': {
      const { from, to, protocol } = row.relation
      const [start, end] = [nameOf(spec, from), nameOf(spec, to)]
      const name = row.within ? words.connectsTo(end) : words.connectsFrom(start, end)
      return { name, kind: words.connection, detail: protocol }
    }
    case 'held':
      return { name: row.part.name, kind: kinds[row.part.kind], detail: '' }
  }
}
