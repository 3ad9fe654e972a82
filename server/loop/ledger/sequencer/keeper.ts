import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { KeyEncryption } from '#server/ports/key-encryption.ts'

/** How often whoever keeps the key is asked whether it still opens what it closed. */
const askEveryMs = 60_000

export interface KeeperHealth {
  [fact: string]: string | boolean | null
  /** Driver and key of whoever encrypts the private halves. */
  keeper: string
  /** Null until it was asked the first time. Signing goes on without it, from memory; a restart would not. */
  keeperAnswers: boolean | null
}

/** Asks until the signal ends it. @returns what is known now */
export function watchKeeper(encryption: KeyEncryption, signal: AbortSignal): () => KeeperHealth {
  let answers: boolean | null = null
  void (async () => {
    while (!signal.aborted) {
      answers = await opensAgain(encryption)
      await pause(askEveryMs, undefined, { signal, ref: false }).catch(() => undefined)
    }
  })()
  return () => {
    const { driver, key } = encryption.keeper()
    return { keeper: `${driver} ${key}`, keeperAnswers: answers }
  }
}

async function opensAgain(encryption: KeyEncryption): Promise<boolean> {
  const secret = randomBytes(32)
  try {
    const opened = await encryption.unwrap(await encryption.wrap(secret, 'health'), 'health')
    return secret.equals(Buffer.from(opened))
  } catch {
    return false
  }
}
