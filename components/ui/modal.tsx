'use client'
import { type DialogHTMLAttributes, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { classes } from './classes.ts'
import { onPressBeside } from './press-beside.ts'

interface ModalProps extends DialogHTMLAttributes<HTMLDialogElement> {
  onLeave: () => void
  /** What is typed into first; the first control when left out. */
  initialFocus?: RefObject<HTMLElement | null> | undefined
  /** Where the focus goes when it closes, the same function all along; back to where it was when left out or nowhere. */
  finalFocus?: (() => HTMLElement | null) | undefined
}

/**
 * The browser's own dialog, open for as long as it is there: nothing behind it can be reached, Escape and a press beside it
 * leave, and the focus goes back to where it was.
 */
export function Modal({ onLeave, initialFocus, finalFocus, className, children, ...rest }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const leave = useRef(onLeave)
  useEffect(() => {
    leave.current = onLeave
  })
  useLayoutEffect(() => {
    const shown = dialog.current
    if (!shown) return
    shown.showModal()
    initialFocus?.current?.focus()
    onPressBeside(shown, () => leave.current())
    return () => {
      shown.close()
      // Once the page is drawn without it: what has the focus then may be new.
      queueMicrotask(() => finalFocus?.()?.focus())
    }
  }, [initialFocus, finalFocus])
  return (
    <dialog
      {...rest}
      ref={dialog}
      className={classes('text-ink not-open:hidden backdrop:bg-[oklch(0.15_0.02_262/0.55)]', className)}
      onClose={({ target, currentTarget }) => target === currentTarget && !currentTarget.open && onLeave()}
    >
      {children}
    </dialog>
  )
}
