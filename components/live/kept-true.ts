import { gathered } from './following.ts'

/** What could not be read when something happened is asked for again after this long. */
const againMs = 10_000

interface KeptTrue {
  /** Reads it anew within a moment; asked for several times, once. */
  soon(): void
  /** @throws when it cannot be read */
  readAnew(): Promise<void>
  stop(): void
}

/** One thing, read anew when that is asked for. Of several answers only that to the newest question is put. */
export function keptTrue<Data>(read: () => Promise<Data>, put: (data: Data) => void, retryMs = againMs): KeptTrue {
  let newest = 0
  let stopped = false
  const readAnew = async () => {
    const question = ++newest
    const data = await read()
    if (question === newest && !stopped) put(data)
  }
  const tried = () =>
    void readAnew().catch(() => {
      if (!stopped) again.soon()
    })
  const again = gathered(tried, retryMs)
  const { soon, stop } = gathered(tried)
  return {
    soon,
    readAnew,
    stop() {
      stopped = true
      stop()
      again.stop()
    },
  }
}
