'use client'
import dynamic from 'next/dynamic'
import { useMemo } from 'react'
import * as en from '#components/messages/en.ts'
import { Tabs } from '#components/ui/tabs.tsx'
import { diagramOf } from '../diagram.ts'
import { DiagramPicture } from '../diagram-picture.tsx'
import { actsOf } from './acts.ts'
import { marksOf, useEditor } from './editor.ts'
import { Marks, markWords } from './marks.tsx'
import { Toolbar } from './toolbar.tsx'
import { keysOfChosen, useEditorKeys } from './use-editor-keys.ts'

const words = en.designReview

/** Fetched when a reader comes near them. What cannot be fetched then is asked for again when it is chosen. */
const outline = () => import('./outline-grid.tsx')
const fields = () => import('./spec-fields.tsx')
const fetchViews = () => void Promise.all([outline(), fields()]).catch(() => undefined)

const OutlineGrid = dynamic(async () => (await outline()).OutlineGrid)
const SpecFields = dynamic(async () => (await fields()).SpecFields)

/** The design three times: drawn, row by row, and in words. What is done in one shows in the others. */
export function DesignDesk() {
  useEditorKeys(actsOf(useEditor()))
  return (
    <div onPointerEnter={fetchViews} onFocus={fetchViews} className="min-w-0">
      <Tabs
        label={words.view}
        tabs={[
          { value: 'diagram', label: words.views.diagram, panel: <DrawnDesign /> },
          { value: 'outline', label: words.views.outline, panel: <OutlineGrid /> },
          { value: 'spec', label: words.views.spec, panel: <SpecFields /> },
        ]}
      >
        <Toolbar />
      </Tabs>
    </div>
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
