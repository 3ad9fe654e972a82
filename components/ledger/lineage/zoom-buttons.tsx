import { Panel, useReactFlow } from '@xyflow/react'
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import * as en from '#components/messages/en.ts'

const words = en.ledger

/** The wheel scrolls the page, so zooming has its buttons. */
export function ZoomButtons() {
  const { zoomIn, zoomOut, fitView } = useReactFlow()
  const buttons = [
    { word: words.zoomIn, icon: ZoomIn, act: () => zoomIn() },
    { word: words.zoomOut, icon: ZoomOut, act: () => zoomOut() },
    { word: words.zoomFit, icon: Maximize, act: () => fitView({ maxZoom: 1 }) },
  ]
  return (
    <Panel position="top-right" className="flex gap-1">
      {buttons.map(({ word, icon: Icon, act }) => (
        <button
          key={word}
          type="button"
          aria-label={word}
          title={word}
          onClick={() => void act()}
          className="inline-flex size-9 items-center justify-center rounded-control border border-line bg-surface text-muted hover:border-line-strong hover:text-ink"
        >
          <Icon aria-hidden className="size-4" />
        </button>
      ))}
    </Panel>
  )
}
