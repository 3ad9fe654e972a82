'use client'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'
import * as en from '#components/messages/en.ts'
import { useKeys } from '#components/shell/keyboard-provider.tsx'
import { addressWord, setAddressWord } from './address-state.ts'
import { neighbour } from './neighbour.ts'

const words = en.ui.peek
const name = 'peek'

export interface Peeking {
  /** The id that is peeked at; null when nothing is. */
  id: string | null
  show: (id: string) => void
  move: (by: 1 | -1) => void
  close: () => void
}

/** What is peeked at stands in the address: it can be kept, sent, and gone back from. @param ids in the order of the list */
export function usePeek(ids: readonly string[]): Peeking {
  const id = useSearchParams().get(name)
  return {
    id,
    show: (next) => setAddressWord(name, next, addressWord(name) === null ? 'push' : 'replace'),
    move(by) {
      const next = neighbour(ids, addressWord(name), by)
      if (next !== null) setAddressWord(name, next)
    },
    close: () => setAddressWord(name, null),
  }
}

const button =
  'inline-flex size-9 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-ink disabled:text-faint'

/**
 * A look at one row beside its list, which stays usable. It takes the focus when it opens and gives it back when it
 * closes; Escape closes, J and K show the next and the one before.
 */
export function Peek(props: { peeking: Peeking; title: string; children: ReactNode }) {
  const { peeking, title, children } = props
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  useKeys({ Escape: peeking.close, J: () => peeking.move(1), K: () => peeking.move(-1) })
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={title}
      className="fixed top-14 right-0 bottom-0 z-20 flex w-full max-w-[30rem] flex-col border-l border-line bg-surface shadow-2xl outline-none max-md:bottom-14"
    >
      <header className="flex items-center gap-1 border-b border-line py-2 pr-3 pl-5">
        <p className="mr-auto truncate text-small text-muted">{title}</p>
        <button
          type="button"
          className={button}
          aria-label={words.previous}
          aria-keyshortcuts="K"
          onClick={() => peeking.move(-1)}
        >
          <ChevronUp aria-hidden className="size-4.5" />
        </button>
        <button
          type="button"
          className={button}
          aria-label={words.next}
          aria-keyshortcuts="J"
          onClick={() => peeking.move(1)}
        >
          <ChevronDown aria-hidden className="size-4.5" />
        </button>
        <button
          type="button"
          className={button}
          aria-label={en.ui.close}
          aria-keyshortcuts="Escape"
          onClick={peeking.close}
        >
          <X aria-hidden className="size-4.5" />
        </button>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-5">{children}</div>
    </aside>
  )
}
