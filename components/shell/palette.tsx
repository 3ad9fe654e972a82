'use client'
import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import * as en from '#components/messages/en.ts'
import { Button } from '#components/ui/button.tsx'
import { useKeys } from './keyboard-provider.tsx'

const words = en.shell

/** Both are fetched when they are first opened. */
const PaletteDialog = dynamic(() => import('./palette-dialog.tsx'), { ssr: false })
const CheatSheet = dynamic(() => import('./cheat-sheet.tsx'), { ssr: false })

/** The search button, and the keys that work on every page. */
export function Palette() {
  const router = useRouter()
  const [shown, setShown] = useState<'palette' | 'keys' | null>(null)
  useSearchKey(() => setShown((now) => (now === 'palette' ? null : 'palette')))
  useKeys({
    'g h': () => router.push('/'),
    'g i': () => router.push('/inbox'),
    'g n': () => router.push('/intents/new'),
    c: () => router.push('/intents/new'),
    '?': () => setShown('keys'),
  })
  const close = () => setShown(null)
  return (
    <>
      <Button
        look="quiet"
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onClick={() => setShown('palette')}
        className="max-sm:px-2.5"
      >
        <Search aria-hidden className="size-4" />
        <span className="max-lg:sr-only">{words.search}</span>
        <kbd aria-hidden className="rounded border border-line px-1.5 text-micro text-muted max-lg:hidden">
          {words.searchKeys}
        </kbd>
      </Button>
      {shown === 'palette' && <PaletteDialog onClose={close} onKeys={() => setShown('keys')} />}
      {shown === 'keys' && <CheatSheet onClose={close} />}
    </>
  )
}

/** Ctrl or Cmd with K works while writing too: no letter is lost to it. */
function useSearchKey(toggle: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      toggle()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })
}
