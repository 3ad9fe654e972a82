'use client'
import { ArrowRightLeft, CircleAlert, type LucideIcon, Pencil, Plus, Redo2, Trash2, Undo2 } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { actsOf } from './acts.ts'
import { useEditor } from './editor.ts'
import { rowOf } from './outline-rows.ts'

const words = en.designReview

interface Tool {
  name: keyof typeof words.tools
  icon: LucideIcon
  keys: string
  /** Why it cannot act now. */
  why: string | null
  act: () => void
}

/** Every command as a button; each says why it cannot act. */
export function Toolbar() {
  const editor = useEditor()
  const { reason } = editor
  const acts = actsOf(editor)
  const row = rowOf(editor.spec, editor.chosen)
  const select = row === null ? words.why.select : row.kind === 'held' ? words.said.fixed : null
  const pair = editor.spec.components.length < 2 ? words.why.connect : null
  const nothing = { undo: editor.can.undo ? null : words.why.undo, redo: editor.can.redo ? null : words.why.redo }
  const none = editor.problems.length > 0 ? null : words.why.nextProblem
  const tools: readonly Tool[] = [
    { name: 'add', icon: Plus, keys: 'n', why: reason, act: acts.add },
    { name: 'connect', icon: ArrowRightLeft, keys: 'c', why: reason ?? pair, act: acts.connect },
    { name: 'rename', icon: Pencil, keys: 'F2', why: reason ?? select, act: acts.change },
    { name: 'remove', icon: Trash2, keys: 'Delete', why: reason ?? select, act: acts.remove },
    { name: 'undo', icon: Undo2, keys: 'Control+Z', why: reason ?? nothing.undo, act: acts.undo },
    { name: 'redo', icon: Redo2, keys: 'Control+Shift+Z', why: reason ?? nothing.redo, act: acts.redo },
    { name: 'nextProblem', icon: CircleAlert, keys: 'F8', why: none, act: acts.nextProblem },
  ]
  return (
    <div>
      <div role="group" aria-label={words.editing} className="flex flex-wrap gap-1">
        {tools.map((tool) => (
          <ToolButton key={tool.name} tool={tool} />
        ))}
      </div>
      {reason && <p className="mt-2 text-small text-muted">{reason}</p>}
    </div>
  )
}

/** It keeps its place in the order of the keyboard also while it cannot act, so that its reason can be read. */
function ToolButton({ tool: { name, icon: Icon, keys, why, act } }: { tool: Tool }) {
  return (
    <button
      type="button"
      aria-disabled={why !== null}
      aria-keyshortcuts={keys}
      aria-describedby={why ? `tool-${name}-why` : undefined}
      title={why ?? undefined}
      onClick={() => why === null && act()}
      className="inline-flex min-h-9 items-center gap-1.5 rounded-control border border-line bg-surface px-2.5 text-small font-medium hover:border-line-strong aria-disabled:cursor-not-allowed aria-disabled:bg-sunken aria-disabled:text-faint"
    >
      <Icon aria-hidden className="size-4" />
      {words.tools[name]}
      {why && (
        <span id={`tool-${name}-why`} className="sr-only">
          {why}
        </span>
      )}
    </button>
  )
}
