import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Command lines of this machine that contain the words; looked for up to two seconds until there are none. */
export async function survivors(words: string): Promise<string[]> {
  const found = () => commandLines().filter((line) => line.includes(words))
  for (let round = 0; round < 20 && found().length > 0; round++) await sleep(100)
  return found()
}

/** What runs on this machine, as `ps` would name it. */
export function commandLines(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      } catch {
        return '' // Gone meanwhile.
      }
    })
}
