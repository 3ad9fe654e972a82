'use client'
import { X } from 'lucide-react'
import { type ReactNode, type RefObject, useId } from 'react'
import * as en from '#components/messages/en.ts'
import { Modal } from './modal.tsx'

/** A sheet over the page; at the bottom edge on a narrow screen. Escape cancels, focus stays inside. */
export function Sheet(props: {
  onClose: () => void
  title: string
  lead?: ReactNode
  initialFocus?: RefObject<HTMLElement | null>
  finalFocus?: () => HTMLElement | null
  children: ReactNode
}) {
  const id = useId()
  return (
    <Modal
      aria-labelledby={`${id}-title`}
      aria-describedby={props.lead ? `${id}-lead` : undefined}
      onLeave={props.onClose}
      initialFocus={props.initialFocus}
      finalFocus={props.finalFocus}
      className="fixed max-h-[92dvh] flex-col overflow-auto border border-line bg-surface p-6 text-body shadow-2xl open:flex max-sm:top-auto max-sm:w-full max-sm:max-w-full max-sm:rounded-t-panel sm:top-1/2 sm:right-auto sm:bottom-auto sm:left-1/2 sm:w-[34rem] sm:-translate-1/2 sm:rounded-panel"
    >
      <div className="flex items-start justify-between gap-4">
        <h2 id={`${id}-title`} className="text-title font-semibold tracking-tight">
          {props.title}
        </h2>
        <button
          type="button"
          aria-label={en.ui.close}
          onClick={props.onClose}
          className="-mt-1 -mr-2 inline-flex size-9 items-center justify-center rounded-control text-muted hover:bg-sunken"
        >
          <X aria-hidden className="size-4.5" />
        </button>
      </div>
      {props.lead && (
        <p id={`${id}-lead`} className="mt-1 text-body text-muted">
          {props.lead}
        </p>
      )}
      <div className="mt-5">{props.children}</div>
    </Modal>
  )
}
