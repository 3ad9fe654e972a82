import type { Cursor, Heard } from '#server/live/vocabulary.ts'
import { inSequence, type Reader } from './sequence.ts'

export type LineState = 'connecting' | 'live' | 'reconnecting' | 'signedOut'

/** What one tab does with what happens. */
export interface Listener extends Reader {
  state(state: LineState): void
  /** Whether the session has ended, which a stream that is refused does not say. */
  over(): Promise<boolean>
}

type Told = { heard: Heard } | { state: LineState }

/** Without a sign from the tab that holds the stream for this long, the line counts as broken. */
const silenceMs = 25_000
const longestWaitMs = 10_000
const name = 'codex-dominion-live'

/**
 * Follows what happens from a cursor, once each and in order. One tab of the browser holds the stream and tells the
 * others; when it closes, another takes over. Each event names the one before it, so a tab that missed one notices, asks
 * for what it missed, and goes on.
 * @returns how to hang up
 */
export function openLine(after: Cursor, listener: Listener): () => void {
  const channel = new BroadcastChannel(name)
  const hungUp = new AbortController()
  const sequence = inSequence(after, listener)
  let lastSign = Date.now()
  let work = Promise.resolve()
  let signedOut = false
  let behind = false
  // One after the other: what is heard while we catch up waits for its turn. What failed is asked for again at the next
  // sign of life.
  const queue = (task: () => Promise<void>) => {
    work = work.then(task).then(
      () => {
        if (behind) listener.state('live')
        behind = false
      },
      () => {
        behind = true
        listener.state('reconnecting')
      },
    )
  }
  const take = (told: Told) => {
    if (hungUp.signal.aborted) return
    lastSign = Date.now()
    signedOut = 'state' in told && told.state === 'signedOut'
    if ('heard' in told) queue(() => sequence.take(told.heard))
    else if (told.state === 'live' && behind) queue(sequence.catchUp)
    else listener.state(told.state)
  }

  channel.onmessage = ({ data }: MessageEvent<Told>) => take(data)
  const tell = (told: Told) => {
    channel.postMessage(told)
    take(told)
  }
  holdWhileLeading(hungUp.signal, {
    ...{ last: sequence.last, tell, over: listener.over },
    // The stream of another tab may be further on than this page; whoever opens it themselves misses nothing.
    waits: () => queue(sequence.catchUp),
  })
  const watch = setInterval(() => {
    if (!signedOut && Date.now() - lastSign > silenceMs) listener.state('reconnecting')
  }, 5_000)
  return () => {
    hungUp.abort()
    clearInterval(watch)
    channel.close()
  }
}

interface Holder {
  last(): Cursor
  tell(told: Told): void
  over(): Promise<boolean>
  /** Another tab holds the stream, and this one waits to take over. */
  waits(): void
}

/** Holds the one stream of this browser for as long as this tab is the one to do it. */
function holdWhileLeading(stop: AbortSignal, { last, tell, over, waits }: Holder): void {
  const lead = async () => {
    for (let wait = 500; !stop.aborted; wait = Math.min(wait * 2, longestWaitMs)) {
      const ended = await streamOnce(stop, last(), tell, () => {
        wait = 500
      })
      if (ended === 'signedOut' || (ended === 'refused' && (await over()))) {
        tell({ state: 'signedOut' })
        return
      }
      if (!stop.aborted) await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
  // On an address without TLS, browsers have no locks: then each tab holds a stream of its own.
  const locks = navigator.locks as LockManager | undefined
  const led = locks ? inTurn(locks, stop, lead, waits) : lead()
  led.catch((error: unknown) => {
    if (!stop.aborted) throw error
  })
}

/** Leads at once where nobody does, and else when the turn comes. */
async function inTurn(locks: LockManager, stop: AbortSignal, lead: () => Promise<void>, waits: () => void) {
  const free = await locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await lead()
    return lock !== null
  })
  if (free || stop.aborted) return
  waits()
  await locks.request(name, { signal: stop }, lead)
}

/**
 * One stream, until it ends for good; while it drops and comes back by itself it stays the same one. One that gives no
 * sign, such as a line that went dead without a word, is given up. `refused`: the server answered, and not with a stream.
 */
function streamOnce(
  stop: AbortSignal,
  after: Cursor,
  tell: (told: Told) => void,
  opened: () => void,
): Promise<'broken' | 'refused' | 'signedOut'> {
  return new Promise((resolve) => {
    const source = new EventSource(`/api/live?after=${after}`)
    let silence: ReturnType<typeof setTimeout>
    const end = (how: 'broken' | 'refused' | 'signedOut') => {
      clearTimeout(silence)
      source.close()
      resolve(how)
    }
    const sign = (told: Told) => {
      clearTimeout(silence)
      silence = setTimeout(() => end('broken'), silenceMs)
      tell(told)
    }
    stop.addEventListener('abort', () => end('broken'), { once: true })
    source.addEventListener('open', () => {
      opened()
      sign({ state: 'live' })
    })
    source.addEventListener('message', ({ data }) => sign({ heard: JSON.parse(data as string) as Heard }))
    source.addEventListener('ping', () => sign({ state: 'live' }))
    source.addEventListener('signedOut', () => end('signedOut'))
    source.addEventListener('error', () => {
      sign({ state: 'reconnecting' })
      if (source.readyState === EventSource.CLOSED) end('refused')
    })
  })
}
