'use client'
import { Tabs } from '@base-ui/react/tabs'
import { useMemo } from 'react'
import * as en from '#components/messages/en.ts'
import { diagramOf } from '../diagram.ts'
import { DiagramPicture } from '../diagram-picture.tsx'
import { actsOf } from './acts.ts'
import { marksOf, useEditor } from './editor.ts'
import { Marks, markWords } from './marks.tsx'
import { OutlineGrid } from './outline-grid.tsx'
import { SpecFields } from './spec-fields.tsx'
import { Toolbar } from './toolbar.tsx'
import { keysOfChosen, useEditorKeys } from './use-editor-keys.ts'

const words = en.designReview

const tab =
  'min-h-9 rounded-control px-3 text-body text-muted hover:text-ink data-active:bg-sunken data-active:font-medium data-active:text-ink'

/** The design three times: drawn, row by row, and in words. What is done in one shows in the others. */
export function DesignDesk() {
  useEditorKeys(actsOf(useEditor()))
  return (
    <Tabs.Root defaultValue="diagram" className="min-w-0 rounded-panel border border-line bg-surface">
      <div className="grid gap-2 border-b border-line px-3 py-2">
        <Tabs.List aria-label={words.view} className="flex flex-wrap gap-1">
          {Object.entries(words.views).map(([value, label]) => (
            <Tabs.Tab key={value} value={value} className={tab}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Toolbar />
      </div>
      <Tabs.Panel value="diagram" className="p-4">
        <DrawnDesign />
      </Tabs.Panel>
      <Tabs.Panel value="outline" className="p-4">
        <OutlineGrid />
      </Tabs.Panel>
      <Tabs.Panel value="spec" className="p-4">
        <SpecFields />
      </Tabs.Panel>
    </Tabs.Root>
  )
}

function DrawnDesign() {
  const editor = useEditor()
  const { spec, chosen, choose } = editor
  const diagram = useMemo(() => diagramOf(spec), [spec])
  const marks = new Map(
    [...marksOf(editor)].map(([id, mark]) => [id, { shown: <Marks mark={mark} />, words: markWords(mark) }]),
  )
  if (diagram.parts.length === 0) return <p className="py-6 text-center text-muted">{words.emptyOutline}</p>
  const edited = { chosen, choose, marks, onKeyDown: keysOfChosen(actsOf(editor)) }
  return <DiagramPicture diagram={diagram} edited={edited} />
}
