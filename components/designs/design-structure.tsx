'use client'
import { useMemo } from 'react'
import * as en from '#components/messages/en.ts'
import { classes } from '#components/ui/classes.ts'
import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import { DesignOutline } from './design-outline.tsx'
import { type Diagram, diagramOf } from './diagram.ts'
import { DiagramPicture, fetchDiagram } from './diagram-picture.tsx'
import { useDiagramShown } from './diagram-shown.ts'

const words = en.designs

/** A design twice: in words that need no script, and drawn for who asks for it. A single part needs no drawing. */
export function DesignStructure({ spec }: { spec: DesignSpec }) {
  const diagram = useMemo(() => diagramOf(spec), [spec])
  const [shown, show] = useDiagramShown()
  const drawn = diagram.parts.length > 1
  return (
    <div className="@container">
      <p className="mb-2 text-small text-muted">{words.structure}</p>
      <div
        className={classes(
          'grid gap-5',
          shown && '@lg:grid-cols-[minmax(16rem,1fr)_minmax(12rem,1fr)] @4xl:grid-cols-1',
        )}
      >
        {drawn && <Drawn diagram={diagram} shown={shown} onShow={show} />}
        <DesignOutline spec={spec} diagram={diagram} />
      </div>
    </div>
  )
}

/** What draws it is as large as all the rest of a page, so it comes when it is asked for. */
function Drawn(props: { diagram: Diagram; shown: boolean; onShow: (shown: boolean) => void }) {
  return (
    <details open={props.shown} onToggle={({ currentTarget }) => props.onShow(currentTarget.open)} className="min-w-0">
      <summary
        onPointerEnter={fetchDiagram}
        onFocus={fetchDiagram}
        className="min-h-8 w-fit py-1 text-small text-accent underline-offset-4 hover:underline"
      >
        {words.drawn}
      </summary>
      {props.shown && (
        <div className="pt-2">
          <DiagramPicture diagram={props.diagram} />
        </div>
      )}
    </details>
  )
}
