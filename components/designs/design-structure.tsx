'use client'
import { useMemo } from 'react'
import * as en from '#components/messages/en.ts'
import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import { DesignOutline } from './design-outline.tsx'
import { diagramOf } from './diagram.ts'
import { DiagramPicture } from './diagram-picture.tsx'

const words = en.designs

/** A design twice: drawn, and in words that need no script. A single part needs no drawing. */
export function DesignStructure({ spec }: { spec: DesignSpec }) {
  const diagram = useMemo(() => diagramOf(spec), [spec])
  const drawn = diagram.parts.length > 1
  return (
    <div className="@container">
      <p className="mb-2 text-small text-muted">{words.structure}</p>
      <div className="grid gap-5 @lg:grid-cols-[minmax(16rem,1fr)_minmax(12rem,1fr)] @4xl:grid-cols-1">
        {drawn && <DiagramPicture diagram={diagram} />}
        <DesignOutline spec={spec} diagram={diagram} />
      </div>
    </div>
  )
}
