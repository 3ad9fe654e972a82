'use client'
import { type DialogHTMLAttributes, type MouseEvent, type RefObject, useLayoutEffect, useRef } from 'react'
import { classes } from './classes.ts'

interface ModalProps extends DialogHTMLAttributes<HTMLDialogElement> {
  onLeave: () => void
  /** What is typed into first; the first control when left out. */
  initialFocus?: RefObject<HTMLElement | null> | undefined
  /** Where the focus goes when it closes; back to where it was when left out or nowhere. */
  finalFocus?: (() => HTMLElement | null) | undefined
}

/**
 * The browser's own dialog, open for as long as it is there: nothing behind it can be reached, Escape and a press beside it
 * leave, and the focus goes back to where it was.
 */
export function Modal({ onLeave, initialFocus, finalFocus, className, children, ...rest }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const after = useRef(finalFocus)
  const pressedBeside = useRef(false)
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    initialFocus?.current?.focus()
    return () => {
      shown?.close()
      // Once the page is drawn without it: what has the focus then may be new.
      queueMicrotask(() => after.current?.()?.focus())
    }
  }, [initialFocus])
  const isBeside = ({ target, currentTarget, clientX, clientY }: MouseEvent) => {
    const { left, right, top, bottom } = currentTarget.getBoundingClientRect()
    return target === currentTarget && (clientX < left || clientX > right || clientY < top || clientY > bottom)
  }
  return (
    <dialog
      {...rest}
      ref={dialog}
      className={classes('text-ink not-open:hidden backdrop:bg-[oklch(0.15_0.02_262/0.55)]', className)}
      onClose={({ target, currentTarget }) => target === currentTarget && !currentTarget.open && onLeave()}
      onPointerDown={(event) => {
        pressedBeside.current = isBeside(event)
      }}
      onClick={(event) => pressedBeside.current && isBeside(event) && onLeave()}
    >
      {children}
    </dialog>
  )
}
