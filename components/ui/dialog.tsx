'use client'
import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { en } from '#components/messages/en.ts'

/** A sheet over the page; at the bottom edge on a narrow screen. Escape cancels, focus stays inside. */
export function Sheet(props: {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  lead?: ReactNode
  /** What is typed into first; the first control when left out. */
  initialFocus?: RefObject<HTMLElement | null>
  /** Where the focus goes when it closes; back to where it was when left out or nowhere. */
  finalFocus?: () => HTMLElement | null
  children: ReactNode
}) {
  const { initialFocus, finalFocus } = props
  return (
    <Base.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-[oklch(0.15_0.02_262/0.55)]" />
        <Base.Popup
          {...(initialFocus && { initialFocus })}
          {...(finalFocus && { finalFocus: () => finalFocus() ?? true })}
          className="fixed z-50 flex max-h-[92dvh] flex-col overflow-auto border border-line bg-surface p-6 shadow-2xl max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-panel sm:top-1/2 sm:left-1/2 sm:w-[34rem] sm:-translate-1/2 sm:rounded-panel"
        >
          <div className="flex items-start justify-between gap-4">
            <Base.Title className="text-title font-semibold tracking-tight">{props.title}</Base.Title>
            <Base.Close
              aria-label={en.ui.close}
              className="-mt-1 -mr-2 inline-flex size-9 items-center justify-center rounded-control text-muted hover:bg-sunken"
            >
              <X aria-hidden className="size-4.5" />
            </Base.Close>
          </div>
          {props.lead && <Base.Description className="mt-1 text-body text-muted">{props.lead}</Base.Description>}
          <div className="mt-5">{props.children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
