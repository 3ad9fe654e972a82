import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { type Address, addressOf, settingOut } from './address.ts'

/** A page that is there sooner needs no sign that it is on its way: the sign itself would only flicker. */
const patienceMs = 150
/** A way that leads back to where it began ends in nothing: after so long the page is shown again. */
const longestMs = 15_000

/** Where the reader is on the way to, once that takes longer than a blink; null while they are there. */
export function useGoing(): Address | null {
  const here = addressOf(`${usePathname()}?${useSearchParams()}`)
  const [going, setGoing] = useState<{ from: string; to: Address } | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const onSettingOut = (event: Event) => {
      clearTimeout(timer)
      const to = addressOf(String((event as CustomEvent<unknown>).detail))
      setGoing(null)
      if (to.whole === here.whole) return
      timer = setTimeout(() => {
        setGoing({ from: here.whole, to })
        timer = setTimeout(() => setGoing(null), longestMs)
      }, patienceMs)
    }
    window.addEventListener(settingOut, onSettingOut)
    return () => {
      clearTimeout(timer)
      window.removeEventListener(settingOut, onSettingOut)
    }
  }, [here.whole])
  return going?.from === here.whole ? going.to : null
}
