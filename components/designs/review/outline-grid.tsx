'use client'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import * as en from '#components/messages/en.ts'
import { classes } from '#components/ui/classes.ts'
import { actsOf } from './acts.ts'
import { type Editor, marksOf, useEditor } from './editor.ts'
import { columns, OutlineLine } from './outline-line.tsx'
import { type Row, rowsOf } from './outline-rows.ts'
import { keysOfChosen } from './use-editor-keys.ts'

const words = en.designReview

type Folding = (key: string, isFolded: boolean) => void

/** The diagram's twin: the same design and the same commands, row by row. */
export function OutlineGrid() {
  const editor = useEditor()
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const fold: Folding = (key, isFolded) =>
    setFolded((keys) => new Set([...[...keys].filter((each) => each !== key), ...(isFolded ? [key] : [])]))
  const rows = rowsOf(editor.spec, folded)
  const current = rows.find(({ key }) => key === editor.chosen) ?? rows[0] ?? null
  const place = useFollowingFocus(current?.key ?? null)
  return (
    <div ref={place} className="@container">
      {current ? (
        <Grid rows={rows} current={current} onFold={fold} />
      ) : (
        <p className="py-6 text-center text-muted">{words.emptyOutline}</p>
      )}
      <p id="outline-keys" className="mt-2 text-small text-muted">
        {words.outlineKeys}
      </p>
    </div>
  )
}

function Grid({ rows, current, onFold }: { rows: readonly Row[]; current: Row; onFold: Folding }) {
  const editor = useEditor()
  const marks = marksOf(editor)
  const onKeyDown = keysOf(editor, rows, current, onFold)
  return (
    <div
      role="treegrid"
      aria-label={en.designs.outline}
      aria-describedby="outline-keys"
      className="overflow-hidden rounded-control border border-line"
    >
      <div role="row" className={classes(columns, 'bg-sunken py-1.5 text-micro text-muted @max-lg:sr-only')}>
        {Object.values(words.columns).map((name) => (
          <span key={name} role="columnheader">
            {name}
          </span>
        ))}
      </div>
      {rows.map((row) => (
        <OutlineLine
          key={row.key}
          row={row}
          editor={editor}
          mark={marks.get(row.key) ?? null}
          isCurrent={row === current}
          onFold={onFold}
          onKeyDown={onKeyDown}
        />
      ))}
    </div>
  )
}

function keysOf(editor: Editor, rows: readonly Row[], current: Row, onFold: Folding) {
  // What the keys act on is the row that has the focus, also before anything was chosen.
  const ofChosen = keysOfChosen(actsOf({ ...editor, chosen: current.key }))
  return (event: KeyboardEvent) => {
    const to = event.ctrlKey || event.metaKey || event.altKey ? null : target(event.key, rows, current, onFold)
    if (to === null) return ofChosen(event)
    event.preventDefault()
    editor.choose(to)
  }
}

/** Where an arrow leads in a treegrid whose rows take the focus; null when the key is none of its own. */
function target(key: string, rows: readonly Row[], current: Row, onFold: Folding): string | null {
  const at = rows.indexOf(current)
  const next = (rows[at + 1] ?? current).key
  switch (key) {
    case 'ArrowDown':
      return next
    case 'ArrowUp':
      return (rows[at - 1] ?? current).key
    case 'Home':
      return (rows[0] ?? current).key
    case 'End':
      return (rows.at(-1) ?? current).key
    case 'ArrowRight':
      return opened(current, next, onFold)
    case 'ArrowLeft':
      return closed(current, onFold)
    default:
      return null
  }
}

function opened(current: Row, next: string, onFold: Folding): string {
  if (current.kind !== 'component' || current.holds === 0) return current.key
  if (!current.isFolded) return next
  onFold(current.key, false)
  return current.key
}

function closed(current: Row, onFold: Folding): string {
  if (current.kind !== 'component') return current.within ?? current.key
  if (current.holds > 0) onFold(current.key, true)
  return current.key
}

/** While the focus is within, it follows the row that is chosen, also when the row that had it is gone. */
function useFollowingFocus(key: string | null) {
  const place = useRef<HTMLDivElement>(null)
  const isWithin = useRef(false)
  useEffect(() => {
    const enter = () => {
      isWithin.current = true
    }
    const leave = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof Node) isWithin.current = place.current?.contains(relatedTarget) ?? false
    }
    const element = place.current
    element?.addEventListener('focusin', enter)
    element?.addEventListener('focusout', leave)
    return () => {
      element?.removeEventListener('focusin', enter)
      element?.removeEventListener('focusout', leave)
    }
  }, [])
  useEffect(() => {
    const active = document.activeElement
    const isLost = active === document.body || active === null
    if (key === null || !isWithin.current || !(isLost || place.current?.contains(active))) return
    place.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus()
  }, [key])
  return place
}
