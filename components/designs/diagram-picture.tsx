'use client'
import dynamic from 'next/dynamic'
import { useRef, useState } from 'react'
import * as en from '#components/messages/en.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { Diagram } from './diagram.ts'
import type { Edited } from './diagram-canvas.tsx'
import { useLayout } from './use-layout.ts'

const words = en.designs

/** React Flow is loaded by whoever looks at a design, and never on the server. */
const DiagramCanvas = dynamic(() => import('./diagram-canvas.tsx'), { ssr: false, loading: Drawing })

/** Fetched when a reader comes near it. What cannot be fetched then is asked for again when it is drawn. */
export function fetchDiagram(): void {
  import('./diagram-canvas.tsx').catch(() => undefined)
}

interface Shown {
  diagram: Diagram
  /** Left out where the design is only read. */
  edited?: Edited
}

/** A design drawn, once its layout is worked out; when that takes too long, the outline stands alone. */
export function DiagramPicture(shown: Shown) {
  const [attempt, setAttempt] = useState(1)
  return <Picture key={attempt} {...shown} onAgain={() => setAttempt(attempt + 1)} />
}

function Picture({ diagram, edited, onAgain }: Shown & { onAgain: () => void }) {
  const place = useRef<HTMLDivElement>(null)
  const { layout, direction, failed } = useLayout(diagram, place)
  return (
    <div ref={place} className="min-w-0 rounded-control border border-line p-2">
      {failed && (
        <Notice tone="note" title={words.notDrawn} actions={<Button onClick={onAgain}>{words.drawAgain}</Button>}>
          {words.notDrawnWhy}
        </Notice>
      )}
      {layout && <DiagramCanvas diagram={diagram} layout={layout} direction={direction} edited={edited} />}
      {!layout && !failed && <Drawing />}
    </div>
  )
}

function Drawing() {
  return <p className="flex min-h-72 items-center justify-center text-small text-muted">{words.drawing}</p>
}
