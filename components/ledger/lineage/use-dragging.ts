import { type PointerEvent, useRef } from 'react'

/** A place that scrolls is drawn along by the mouse too. A finger scrolls it anyway. */
export function useDragging() {
  const held = useRef(false)
  return {
    onPointerDown: ({ pointerType, button, target, currentTarget, pointerId }: PointerEvent<HTMLElement>) => {
      if (pointerType !== 'mouse' || button !== 0 || (target as Element).closest('a, button')) return
      held.current = true
      currentTarget.setPointerCapture(pointerId)
    },
    onPointerMove: ({ currentTarget, movementX, movementY }: PointerEvent<HTMLElement>) => {
      if (held.current) currentTarget.scrollBy(-movementX, -movementY)
    },
    onPointerUp: () => {
      held.current = false
    },
  }
}
