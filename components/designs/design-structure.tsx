'use client'
import dynamic from 'next/dynamic'
import { useMemo, useRef, useState } from 'react'
import { en } from '#components/messages/en.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import { DesignOutline } from './design-outline.tsx'
import { type Diagram, diagramOf } from './diagram.ts'
import { useLayout } from './use-layout.ts'

const words = en.designs

/** React Flow is loaded by whoever looks at a design, and never on the server. */
const DiagramCanvas = dynamic(() => import('./diagram-canvas.tsx'), { ssr: false, loading: Drawing })

/** A design twice: drawn, and in words that need no script. A single part needs no drawing. */
export function DesignStructure({ spec }: { spec: DesignSpec }) {
  const diagram = useMemo(() => diagramOf(spec), [spec])
  const drawn = diagram.parts.length > 1
  const [attempt, setAttempt] = useState(1)
  return (
    <div className="@container">
      <p className="mb-2 text-small text-muted">{words.structure}</p>
      <div className="grid gap-5 @lg:grid-cols-[minmax(16rem,1fr)_minmax(12rem,1fr)] @4xl:grid-cols-1">
        {drawn && <Picture key={attempt} diagram={diagram} onAgain={() => setAttempt(attempt + 1)} />}
        <DesignOutline spec={spec} diagram={diagram} />
      </div>
    </div>
  )
}

function Picture({ diagram, onAgain }: { diagram: Diagram; onAgain: () => void }) {
  const place = useRef<HTMLDivElement>(null)
  const { layout, direction, failed } = useLayout(diagram, place)
  return (
    <div ref={place} className="min-w-0 rounded-control border border-line p-2">
      {failed && (
        <Notice tone="note" title={words.notDrawn} actions={<Button onClick={onAgain}>{words.drawAgain}</Button>}>
          {words.notDrawnWhy}
        </Notice>
      )}
      {layout && <DiagramCanvas diagram={diagram} layout={layout} direction={direction} />}
      {!layout && !failed && <Drawing />}
    </div>
  )
}

function Drawing() {
  return <p className="flex min-h-72 items-center justify-center text-small text-muted">{words.drawing}</p>
}
