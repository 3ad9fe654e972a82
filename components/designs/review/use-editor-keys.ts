import { type KeyboardEvent as ReactKeyboardEvent, useEffect, useRef } from 'react'
import { inFront } from '#components/shell/keyboard.ts'
import { useKeys } from '#components/shell/keyboard-provider.tsx'
import type { actsOf } from './acts.ts'

type Acts = ReturnType<typeof actsOf>

const writes = 'input, textarea, select, [contenteditable]'

/** Keys that work everywhere on the page: N and C follow the switch for single keys, the others need none. */
export function useEditorKeys(acts: Acts): void {
  useKeys({ n: acts.add, c: acts.connect })
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const act = actFor(event)
      if (!act || event.defaultPrevented || document.querySelector(inFront)) return
      // What is being written has an undo of its own.
      if (act !== 'nextProblem' && event.target instanceof Element && event.target.closest(writes)) return
      event.preventDefault()
      latest.current[act]()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

function actFor(event: KeyboardEvent): 'undo' | 'redo' | 'nextProblem' | null {
  if (event.altKey) return null
  if (event.key === 'F8') return 'nextProblem'
  if (!event.ctrlKey && !event.metaKey) return null
  const key = event.key.toLowerCase()
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo'
  return key === 'y' ? 'redo' : null
}

const ofChosen: Readonly<Record<string, 'change' | 'remove' | undefined>> = {
  F2: 'change',
  Enter: 'change',
  Delete: 'remove',
}

/** Keys for what is chosen, where the focus is on the outline or the diagram. */
export function keysOfChosen(acts: Acts) {
  return (event: ReactKeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const act = ofChosen[event.key]
    if (!act) return
    event.preventDefault()
    acts[act]()
  }
}
