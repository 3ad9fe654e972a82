import { logger } from '#server/platform/logger.ts'
import type { AnchorWatcher } from './watcher.ts'

/** What health says of anchors, and what is written to the log of it. */
export interface AnchorStanding extends AnchorWatcher {
  facts(): { anchored: string | null; anchorFault: string | null; anchorAlarm: string | null }
}

const sentence = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** A fault goes away with the next success; an alarm stays until the process ends, because a person must look. */
export function anchorStanding(): AnchorStanding {
  const held = new Map<string, string>()
  const faults = new Map<string, string>()
  let alarm: string | null = null
  const fault = (place: string, error: unknown) => {
    if (faults.get(place) !== sentence(error)) logger.warn('ledger.anchor.fault', { place, error: sentence(error) })
    faults.set(place, sentence(error))
  }
  const joined = (lines: ReadonlyMap<string, string>) =>
    lines.size === 0 ? null : [...lines].map(([place, what]) => `${place}: ${what}`).join('; ')
  return {
    facts: () => ({ anchored: joined(held), anchorFault: joined(faults), anchorAlarm: alarm }),
    anchored(shard, size) {
      held.set('here', `${size} entries of ${shard}`)
      faults.delete('here')
    },
    accepted(remote, shard, size) {
      held.set(remote, `${size} entries of ${shard}`)
      faults.delete(remote)
    },
    pushFailed: fault,
    rewritten(remote, shard, what) {
      const said = `${remote}, ${shard}: ${what}`
      if (alarm !== said) logger.error('ledger.anchor.rewritten', { remote, shard, what })
      alarm = said
    },
    stamped(authority, size) {
      held.set(authority, `${size} entries`)
      faults.delete(authority)
    },
    stampFailed: fault,
    failed(error) {
      if (error instanceof Error && error.name === 'AnchorsDisagree') {
        if (alarm !== error.message) logger.error('ledger.anchor.disagrees', { what: error.message })
        alarm = error.message
      }
      fault('here', error)
    },
  }
}
