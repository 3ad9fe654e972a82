import type { ModelFault } from '#server/ports/models.ts'

/** Ends a request that takes too long as a whole, or falls silent. The SDK's own timeout does not watch a stream. */
export interface Watchdog {
  readonly signal: AbortSignal
  /** Something arrived. */
  heard(): void
  /** Why the request was ended; null while it was not. */
  why(): ModelFault | null
  end(): void
}

export function watchdog(limits: { deadlineMs: number; idleMs: number }, stop: AbortSignal): Watchdog {
  const controller = new AbortController()
  let why: ModelFault | null = null
  const cut = (fault: ModelFault) => {
    why ??= fault
    controller.abort()
  }
  const onStop = () => cut('aborted')
  const deadline = setTimeout(cut, limits.deadlineMs, 'deadline')
  let idle = setTimeout(cut, limits.idleMs, 'stalled')
  stop.addEventListener('abort', onStop, { once: true })
  if (stop.aborted) onStop()
  return {
    signal: controller.signal,
    heard() {
      clearTimeout(idle)
      idle = setTimeout(cut, limits.idleMs, 'stalled')
    },
    why: () => why,
    end() {
      clearTimeout(deadline)
      clearTimeout(idle)
      stop.removeEventListener('abort', onStop)
      controller.abort()
    },
  }
}
