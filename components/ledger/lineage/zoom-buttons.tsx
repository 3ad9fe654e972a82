import { Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import * as en from '#components/messages/en.ts'

const words = en.ledger

/** Between these the picture can be zoomed. */
const reach = { least: 0.2, most: 2 } as const
const times = 1.25

interface Zooming {
  zoom: number
  onZoom: (zoom: number) => void
  /** The whole width at once, however small. */
  onFit: () => void
}

/** The wheel scrolls, so zooming has its buttons. */
export function ZoomButtons({ zoom, onZoom, onFit }: Zooming) {
  const to = (next: number) => onZoom(Math.min(reach.most, Math.max(reach.least, next)))
  const buttons = [
    { word: words.zoomIn, icon: ZoomIn, act: () => to(zoom * times) },
    { word: words.zoomOut, icon: ZoomOut, act: () => to(zoom / times) },
    { word: words.zoomFit, icon: Maximize, act: onFit },
  ]
  return (
    <div className="flex gap-1">
      {buttons.map(({ word, icon: Icon, act }) => (
        <button
          key={word}
          type="button"
          aria-label={word}
          title={word}
          onClick={act}
          className="inline-flex size-9 items-center justify-center rounded-control border border-line bg-surface text-muted hover:border-line-strong hover:text-ink"
        >
          <Icon aria-hidden className="size-4" />
        </button>
      ))}
    </div>
  )
}
